package org.esmap.ai.core.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Makes, checks and revokes API keys. Thread-safe. A check asks the database at most every {@link #REMEMBERED}, so a
 * revocation takes effect within that time on every node, at once on this one.
 */
@ApplicationScoped
public class ApiKeys {
    /** How long the answer about a key is remembered. */
    public static final Duration REMEMBERED = Duration.ofSeconds(3);

    private static final Duration LONGEST_LIFE = Duration.ofDays(36_525);
    private static final String PREFIX = "esmap_";
    private static final int LENGTH = PREFIX.length() + 43;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Names under which others act in the audit trail: the platform, who shows no credential, and the platform's users. */
    private static final Set<String> RESERVED =
            Set.of(Caller.PLATFORM.name(), Caller.ANONYMOUS, Role.CLIENT, Role.VIEWER, Role.OPERATOR, Role.ADMIN);

    private static final Set<String> ROLES = Set.of(Role.CLIENT, Role.VIEWER, Role.OPERATOR, Role.ADMIN);

    private final Database database;
    private final Event<Act> acts;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();

    /** Replaced by every revocation: what was read of the database before it goes with the map that it is put into. */
    private volatile Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected ApiKeys() {
        this(null, null);
    }

    @Inject
    public ApiKeys(Database database, Event<Act> acts) {
        this(database, acts, System::nanoTime);
    }

    ApiKeys(Database database, Event<Act> acts, LongSupplier nanoTime) {
        this.database = database;
        this.acts = acts;
        this.nanoTime = nanoTime;
    }

    private record Remembered(@Nullable ApiKey key, long untilNanos) {}

    /** A new key; {@code secret} is told this once. */
    public record Made(String secret, ApiKey key) {}

    /**
     * Makes a key of 256 random bits.
     *
     * @param name of letters, digits, dots, hyphens and underscores, at most 64, a letter or digit first; neither reserved
     *     nor ever given to another key, since it stands for the key in the audit trail
     * @param role what it may do
     * @param life how long it lives, at most a century; null for ever
     * @throws AiException with {@code CONFLICT} where the name is taken, {@code INVALID_INPUT} where something is wrong
     */
    public Made create(String name, String role, @Nullable Duration life, Caller caller) {
        checkName(name);
        if (!ROLES.contains(role)) {
            throw AiException.invalid(
                    "/role",
                    "unknown role",
                    String.join(", ", ROLES.stream().sorted().toList()));
        }
        if (life != null && (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0)) {
            throw AiException.invalid(
                    "/life", "must be positive and at most 36525 days, found " + life, "ISO 8601, such as P30D");
        }
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Instant expires = life == null ? null : Instant.now().plus(life);
        ApiKey key = new ApiKey(hash(secret), name, role, caller.name(), expires);
        database.run(em -> {
            if (named(em, name).isPresent()) {
                throw new AiException(
                        ErrorCode.CONFLICT,
                        "The name '" + name + "' is taken by another API key, in use or revoked. Choose another one.");
            }
            em.persist(key);
            em.flush();
            acts.fire(new Act(caller, "create-key", name, "role " + role));
        });
        return new Made(secret, key);
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw AiException.invalid(
                    "/name",
                    "not a name for a key",
                    "1 to 64 letters, digits, '.', '_' or '-', a letter or digit first");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw AiException.invalid(
                    "/name",
                    "reserved: the audit trail would not tell the key from another caller",
                    "any name but "
                            + String.join(", ", RESERVED.stream().sorted().toList()));
        }
    }

    private static Optional<ApiKey> named(EntityManager em, String name) {
        return em.createQuery("select k from ApiKey k where k.name = :name", ApiKey.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All keys, the newest first; none holds a secret. */
    public List<ApiKey> all() {
        return database.call(em -> em.createQuery("select k from ApiKey k order by k.created desc", ApiKey.class)
                .getResultList());
    }

    /**
     * Revokes a key.
     *
     * @throws AiException with {@code NOT_FOUND} where there is none of this name
     */
    public void revoke(String name, Caller caller) {
        database.run(em -> {
            ApiKey key = named(em, name)
                    .orElseThrow(() -> new AiException(ErrorCode.NOT_FOUND, "No API key is called '" + name + "'"));
            key.revoke();
            acts.fire(new Act(caller, "revoke-key", name, ""));
        });
        remembered = new ConcurrentHashMap<>();
    }

    /**
     * The key behind a secret, while it is good.
     *
     * @throws AiException with {@code DATABASE_UNAVAILABLE} where that cannot be known: a key is never let in on trust
     */
    public Optional<ApiKey> check(String secret) {
        if (secret.length() != LENGTH || !secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String hash = hash(secret);
        Remembered known = remembered.get(hash);
        if (known == null || known.untilNanos() - nanoTime.getAsLong() < 0) {
            known = look(hash);
        }
        return Optional.ofNullable(known.key()).filter(key -> key.goodAt(Instant.now()));
    }

    private Remembered look(String hash) {
        Map<String, Remembered> current = remembered;
        Remembered found = new Remembered(
                database.call(em -> em.find(ApiKey.class, hash)), nanoTime.getAsLong() + REMEMBERED.toNanos());
        if (current.size() >= MOST_REMEMBERED) {
            current.clear();
        }
        current.put(hash, found);
        return found;
    }

    private static String hash(String secret) {
        return Digests.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
