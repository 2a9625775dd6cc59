package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.AnswerId;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    private static final ModelId MODEL = new ModelId("toy");

    @ParameterizedTest
    @EnumSource
    void countsWhatEachVersionAnsweredInTheWindow(TestDatabase kind) {
        Database database = kind.open();
        List<InferenceRecord> records = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            records.add(record("1.0.0", Source.MODEL, null, i, "a", Instant.now()));
        }
        for (int i = 0; i < 25; i++) {
            records.add(record("1.0.0", Source.CACHE, null, 1, "a", Instant.now()));
        }
        records.add(record("1.0.0", null, ErrorCode.INTERNAL, 1, null, Instant.now()));
        records.add(record("1.0.0", null, ErrorCode.INVALID_INPUT, 1, null, Instant.now()));
        records.add(record("1.1.0", Source.FALLBACK, null, 7, "b", Instant.now()));
        records.add(record("1.1.0", Source.MODEL, null, 7, "b", Instant.now().minus(Duration.ofHours(3))));
        new LogWriter(database).write(records);
        new LogWriter(database).write(records); // a commit in doubt, repeated

        List<Performance> figures = new Figures(database, new DriftFigures()).of(MODEL, Duration.ofHours(1));

        assertThat(figures).hasSize(2);
        Performance first = figures.get(0);
        assertThat(first.requests()).isEqualTo(127);
        assertThat(first.errors()).isEqualTo(1);
        assertThat(first.refused()).isEqualTo(1);
        assertThat(first.errorRate()).isCloseTo(1 / 126.0, within(1e-9));
        assertThat(first.cacheHitRate()).isCloseTo(0.2, within(1e-9));
        assertThat(first.p50Ms()).isCloseTo(38, within(1.0));
        assertThat(first.p99Ms()).isCloseTo(99, within(1.0));
        assertThat(first.drift()).isNotNull();
        assertThat(first.drift().labels()).isCloseTo(0, within(1e-6));
        assertThat(figures.get(1).requests()).isEqualTo(1);
        assertThat(figures.get(1).fallbackRate()).isEqualTo(1);
    }

    @Test
    void measuresHowFarLabelsHaveMoved() {
        Database database = TestDatabase.H2.open();
        List<InferenceRecord> records = new ArrayList<>();
        Instant before = Instant.now().minus(Duration.ofDays(2));
        for (int i = 0; i < 1000; i++) {
            records.add(record("1.0.0", Source.MODEL, null, 1, i % 2 == 0 ? "a" : "b", before));
        }
        for (int i = 0; i < 100; i++) {
            records.add(record("1.0.0", Source.MODEL, null, 1, "c", Instant.now()));
        }
        new LogWriter(database).write(records);

        Performance.Drift drift = new Figures(database, new DriftFigures())
                .of(MODEL, Duration.ofHours(1))
                .get(0)
                .drift();

        assertThat(drift).isNotNull();
        assertThat(drift.labels()).isCloseTo(1, within(1e-9));
        assertThat(drift.reference()).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void followsEachVersionStepByStep(TestDatabase kind) {
        Database database = kind.open();
        Instant now = Instant.now();
        Instant before = now.minus(Duration.ofMinutes(30));
        Instant judged = now.minus(Duration.ofMinutes(15));
        List<InferenceRecord> records = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            records.add(record("1.0.0", Source.MODEL, null, i, "a", before));
        }
        records.add(record("1.0.0", Source.MODEL, null, 5, "a", judged));
        records.add(record("1.1.0", Source.FALLBACK, null, 7, "b", now));
        records.add(record("1.1.0", null, ErrorCode.INTERNAL, 7, null, now));
        records.add(record("1.0.0", Source.MODEL, null, 5, "a", now.minus(Duration.ofHours(2))));
        new LogWriter(database).write(records);
        database.run(em -> {
            LoggedInference about =
                    em.find(LoggedInference.class, records.get(60).id());
            em.persist(new Feedback(about, true, null, "tester"));
        });

        Trend trend = new Figures(database, new DriftFigures()).over(MODEL, Duration.ofHours(1));

        assertThat(trend.versions()).containsExactly("1.0.0", "1.1.0");
        assertThat(trend.slots()).hasSize(3);
        Trend.Slot first = trend.slots().get(0);
        assertThat(first.figures().requests()).isEqualTo(60);
        assertThat(first.figures().p50Ms()).isCloseTo(30, within(1e-9));
        assertThat(first.figures().drift()).isNotNull();
        assertThat(before).isBetween(trend.begin(first.number()), trend.begin(first.number() + 1));
        Trend.Slot second = trend.slots().get(1);
        assertThat(judged).isBetween(trend.begin(second.number()), trend.begin(second.number() + 1));
        assertThat(second.figures().accuracy()).isNotNull();
        assertThat(second.figures().accuracy().value()).isEqualTo(1);
        assertThat(second.figures().drift()).isNull();
        Performance third = trend.slots().get(2).figures();
        assertThat(third.answers()).isEqualTo(1);
        assertThat(third.substitutes()).isEqualTo(1);
        assertThat(third.errors()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answersTwoNodesThatAskForTheFirstTimeAtOnce(TestDatabase kind) {
        DataSource shared = kind.fresh();
        Database one = new Database(TestDatabase.source(shared));
        Database other = new Database(TestDatabase.source(shared));
        one.open();
        other.open();
        List<InferenceRecord> records = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            records.add(record("1.0.0", Source.MODEL, null, 1, "a", Instant.now()));
        }
        new LogWriter(one).write(records);
        Figures second = new Figures(other, new DriftFigures());
        DriftFigures overtaken = new DriftFigures() {
            @Override
            Map<Span.Place, Performance.Drift> in(EntityManager em, Span span) {
                Map<Span.Place, Performance.Drift> drifts = super.in(em, span);
                second.of(MODEL, Duration.ofHours(1));
                return drifts;
            }
        };

        assertThat(new Figures(one, overtaken).of(MODEL, Duration.ofHours(1)))
                .singleElement()
                .satisfies(figures -> assertThat(figures.drift()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.0001S", "-PT1H", "P32D"})
    void refusesWindowsThatAreTooShortOrTooLong(Duration window) {
        Figures figures = new Figures(TestDatabase.H2.open(), new DriftFigures());

        assertThatThrownBy(() -> figures.of(MODEL, window)).hasMessageContaining("1 second to 31 days");
    }

    @Test
    void givesTheIntervalOfWilson() {
        Performance.Accuracy accuracy = Performance.Accuracy.of(8, 10);
        assertThat(accuracy.low()).isCloseTo(0.4902, within(1e-3));
        assertThat(accuracy.high()).isCloseTo(0.9433, within(1e-3));
    }

    static InferenceRecord record(
            String version,
            @Nullable Source source,
            @Nullable ErrorCode failure,
            int milliseconds,
            @Nullable String label,
            Instant at) {
        return new InferenceRecord(
                AnswerId.next(),
                at,
                MODEL,
                new Version(version),
                "d",
                "t",
                source,
                source == Source.FALLBACK,
                failure,
                milliseconds * 1_000_000L,
                12,
                label == null ? null : new Prediction.Headline(label, 0.9),
                false);
    }
}
