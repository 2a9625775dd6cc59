package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esmap.ai.core.database.LosableDatabase;
import org.junit.jupiter.api.Test;

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
}
