package org.esmap.ai.web.callers;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords: five wrong ones for a name from an address, or twenty from an address, close the door
 * for half a minute, and each further one doubles that up to a quarter of an hour. A name is never locked for other
 * addresses, so that nobody can lock out the administrator. An IPv6 network of 64 bits, which a provider gives to one
 * customer, counts as one address. Thread-safe; counts on this node, for some ten thousand names and addresses.
 */
@ApplicationScoped
public class LoginBrake {
    private static final int FREE_BY_NAME = 5;
    private static final int FREE_BY_ADDRESS = 20;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int NETWORK_BYTES = 8;
    private static final long FIRST_WAIT = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMinutes(15).toNanos();

    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Failures> failures = new ConcurrentHashMap<>();

    LoginBrake() {
        this(System::nanoTime);
    }

    LoginBrake(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Failures(int count, long last) {
        long openAt(int free) {
            if (count < free) {
                return last;
            }
            return last + Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(10, count - free));
        }
    }

    /** Whether {@code name} may try a password from {@code address} now. */
    public boolean open(String name, String address) {
        return closedFor(name, address).isZero();
    }

    /** How long {@code name} may try no password from {@code address}; zero where it may now. */
    Duration closedFor(String name, String address) {
        return Duration.ofNanos(Math.max(
                nanosClosed(both(name, address), FREE_BY_NAME), nanosClosed(network(address), FREE_BY_ADDRESS)));
    }

    private long nanosClosed(String key, int free) {
        Failures known = failures.get(key);
        return known == null ? 0 : Math.max(0, known.openAt(free) - nanos.getAsLong());
    }

    /** A wrong password. */
    public void failed(String name, String address) {
        long now = nanos.getAsLong();
        if (failures.size() > MOST_REMEMBERED) {
            forget(now);
        }
        for (String key : List.of(both(name, address), network(address))) {
            failures.merge(key, new Failures(1, now), (known, one) -> after(known, now));
        }
    }

    /** What no longer counts; where that is not enough, a half: the one that failed longest ago. */
    private void forget(long now) {
        failures.values().removeIf(known -> now - known.last() > LONGEST_WAIT);
        if (failures.size() > MOST_REMEMBERED) {
            long[] ages = failures.values().stream()
                    .mapToLong(known -> now - known.last())
                    .sorted()
                    .toArray();
            long oldest = ages[ages.length / 2];
            failures.values().removeIf(known -> now - known.last() >= oldest);
        }
    }

    private static Failures after(Failures known, long now) {
        return now - known.last() > LONGEST_WAIT ? new Failures(1, now) : new Failures(known.count() + 1, now);
    }

    /** The right password. */
    public void succeeded(String name, String address) {
        failures.remove(both(name, address));
    }

    private static String both(String name, String address) {
        return network(address) + '\n' + (name.length() > 128 ? name.substring(0, 128) : name);
    }

    /** The first 64 bits of an IPv6 address; any other address as it is. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try { // a colon makes it a literal, which is looked up nowhere
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
