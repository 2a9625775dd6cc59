package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    private static final Promotion NOW = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");

    @TempDir
    Path data;

    @Test
    void endsItsLookThoughAModelCannotBegin() {
        Database later = new Database(TestDatabase.file(data));
        try (Installation node = new Installation(data, later)) {
            node.model.broken.add("1.0.0");
            assertThatThrownBy(node::started).hasMessage("1.0.0 cannot be opened");

            assertThat(node.follower.look()).isTrue();
        }
    }

    @Test
    void endsItsLookThoughAModelNeedsMoreMemoryThanThereIs() {
        Database later = new Database(TestDatabase.file(data));
        try (Installation node = new Installation(data, later)) {
            node.model.fault = new OutOfMemoryError("Java heap space");
            assertThatThrownBy(node::started).hasMessage("Java heap space");

            assertThat(node.follower.look()).isTrue();
        }
    }

    @Test
    void followsALaterDecisionThoughItCouldNotFollowTheOneBefore() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation one = new Installation(data, database).started();
                Installation two = new Installation(data, database).started()) {
            two.model.broken.add("1.1.0");
            one.promotions.promote(ToyModel.ID, one.validated("1.1.0"), NOW, null, Installation.ANN);
            two.follower.look();
            assertThat(two.ask("x")).isEqualTo("1.0.0");
            assertThat(two.registry.trouble(ToyModel.ID)).hasValue("the log says why");
            one.promotions.promote(ToyModel.ID, one.validated("1.2.0"), NOW, null, Installation.ANN);

            two.follower.look();

            assertThat(two.ask("x")).isEqualTo("1.2.0");
            assertThat(two.registry.trouble(ToyModel.ID)).isEmpty();
        }
    }

    @Test
    void startsWithTheShippedVersionWhereTheLiveOneCannotBeOpened() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
        }
        try (Installation node = new Installation(data, database)) {
            node.model.broken.add("1.1.0");

            node.started();

            assertThat(node.ask("x")).isEqualTo("1.0.0");
            assertThat(node.registry.trouble(ToyModel.ID)).hasValue("the log says why");

            node.model.broken.clear();
            node.follower.look();

            assertThat(node.ask("x")).isEqualTo("1.1.0");
            assertThat(node.registry.trouble(ToyModel.ID)).isEmpty();
        }
    }
}
