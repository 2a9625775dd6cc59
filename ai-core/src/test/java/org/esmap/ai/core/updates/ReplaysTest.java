package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esmap.ai.core.database.LosableDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaysTest {
    private final LosableDatabase database = LosableDatabase.fresh();
    private final Replays replays = new Replays(database);

    @Test
    void answersARepeatedRequestAsTheFirstTime() {
        assertThat(replays.begin("k", "f")).isEmpty();
        assertThatThrownBy(() -> replays.begin("k", "f")).hasMessageContaining("under way");
        replays.end("k", 201, "{}");
        assertThat(replays.begin("k", "f")).contains("{}");
        assertThatThrownBy(() -> replays.begin("k", "other")).hasMessageContaining("another request");
    }

    @Test
    void carriesARequestOutOnceThoughTheDatabaseIsLostBeforeItsEnd() {
        Replays otherNode = new Replays(database);
        replays.begin("k", "f");
        database.lose();

        replays.end("k", 201, "{}");

        assertThatThrownBy(() -> replays.begin("k", "f")).hasMessage(LosableDatabase.LOST);
        database.findAgain();
        assertThat(replays.begin("k", "f")).contains("{}");
        assertThat(otherNode.begin("k", "f")).contains("{}");
    }

    @Test
    void forgetsWhatFailedThoughTheDatabaseIsLostMeanwhile() {
        Replays otherNode = new Replays(database);
        replays.begin("k", "f");
        database.lose();
        replays.forget("k");
        database.findAgain();

        replays.purge();

        assertThat(otherNode.begin("k", "f")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesARequestOutOnceThoughItsAnswerIsLost(boolean nodeDies) {
        Versions versions = new Versions(database, new RecordedEvents<>(replays::note));
        replays.begin("k", "f");
        versions.register(ToyModel.ID, new Version("1.1.0"), "digest", Origin.BUNDLE, Installation.ANN);
        if (!nodeDies) {
            replays.forget("k"); // nobody heard that the change was committed
        }

        assertThatThrownBy(() -> new Replays(database).begin("k", "f")).hasMessageContaining("was carried out");
        assertThatThrownBy(() -> replays.begin("k", "other")).hasMessageContaining("another request");
    }

    @Test
    void letsARequestBeSentAgainWhoseChangeWasUndone() {
        replays.begin("k", "f");
        assertThatThrownBy(() -> database.run(em -> {
                    replays.note(new Act(Installation.ANN, "promote", "toy 1.1.0", ""));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        replays.forget("k");

        assertThat(new Replays(database).begin("k", "f")).isEmpty();
    }
}
