package org.esmap.ai.core.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final Caller ANN = new Caller("ann", "::1");

    @ParameterizedTest
    @EnumSource
    void knowsAKeyByItsHashUntilItIsRevoked(TestDatabase kind) {
        Database database = kind.open();
        ApiKeys keys = new ApiKeys(database, new RecordedEvents<>());
        ApiKeys.Made made = keys.create("batch-job", Role.CLIENT, null, ANN);

        assertThat(keys.check(made.secret())).map(ApiKey::role).contains(Role.CLIENT);
        assertThat(keys.check(made.secret() + "x")).isEmpty();
        assertThat(keys.check(made.secret().replaceFirst("_.", "_*"))).isEmpty();
        Object stored = database.call(
                em -> em.createNativeQuery("select hash from api_key").getSingleResult());
        assertThat(stored).asString().hasSize(64).doesNotContain(made.secret());

        keys.revoke("batch-job", ANN);
        assertThat(keys.check(made.secret())).isEmpty();
    }

    @Test
    void forgetsAKeyThatIsRevokedWhileItIsLookedUp() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        Database database = new Database(TestDatabase.source(TestDatabase.H2.fresh())) {
            @Override
            public <T> T call(Function<EntityManager, T> work) {
                T found = super.call(work);
                meanwhile.getAndSet(() -> {}).run();
                return found;
            }
        };
        database.open();
        ApiKeys keys = new ApiKeys(database, new RecordedEvents<>());
        String secret = keys.create("batch-job", Role.CLIENT, null, ANN).secret();

        meanwhile.set(() -> keys.revoke("batch-job", ANN));
        keys.check(secret);

        assertThat(keys.check(secret)).isEmpty();
    }

    @Test
    void knowsWithinThreeSecondsThatAnotherNodeRevokedAKey() {
        Database database = TestDatabase.H2.open();
        AtomicLong now = new AtomicLong();
        ApiKeys keys = new ApiKeys(database, new RecordedEvents<>(), now::get);
        String secret = keys.create("batch-job", Role.CLIENT, null, ANN).secret();
        assertThat(keys.check(secret)).isPresent();

        new ApiKeys(database, new RecordedEvents<>()).revoke("batch-job", ANN);

        now.addAndGet(Duration.ofMillis(2_999).toNanos());
        assertThat(keys.check(secret)).as("remembered").isPresent();
        now.addAndGet(Duration.ofMillis(2).toNanos());
        assertThat(keys.check(secret)).isEmpty();
    }

    @Test
    void letsNobodyInByAKeyPastItsTime() {
        ApiKeys keys = new ApiKeys(TestDatabase.H2.open(), new RecordedEvents<>());
        String secret =
                keys.create("batch-job", Role.CLIENT, Duration.ofNanos(1), ANN).secret();

        assertThat(keys.check(secret)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-P1D", "P36526D", "P999999999999D"})
    void refusesALifeThatCannotBe(Duration life) {
        ApiKeys keys = new ApiKeys(TestDatabase.H2.open(), new RecordedEvents<>());

        assertThatThrownBy(() -> keys.create("a", Role.VIEWER, life, ANN))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("at most 36525 days");
    }

    @ParameterizedTest
    @EnumSource
    void refusesANameTwiceAndAnUnknownRole(TestDatabase kind) {
        ApiKeys keys = new ApiKeys(kind.open(), new RecordedEvents<>());
        keys.create("a", Role.VIEWER, Duration.ofDays(1), ANN);

        assertThatThrownBy(() -> keys.create("a", Role.VIEWER, null, ANN))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("The name 'a' is taken");
        assertThatThrownBy(() -> keys.create("b", "root", null, ANN)).hasMessageContaining("unknown role");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"platform", "Anonymous", "admin", "operator", "viewer", "client", ".", "..", "-x", "_", "", "a b"
            })
    void refusesANameThatStandsForAnotherCallerOrThatNoAddressReaches(String name) {
        ApiKeys keys = new ApiKeys(TestDatabase.H2.open(), new RecordedEvents<>());

        assertThatThrownBy(() -> keys.create(name, Role.VIEWER, null, ANN))
                .isInstanceOfSatisfying(AiException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.errors()).extracting(FieldError::pointer).containsExactly("/name");
                    assertThat(e.errors()).extracting(FieldError::allowed).doesNotContainNull();
                });
        assertThat(keys.all()).isEmpty();
    }
}
