package org.esmap.ai.web.callers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginBrakeTest {
    private final AtomicLong clock = new AtomicLong(1_000);
    private final LoginBrake brake = new LoginBrake(clock::get);

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            brake.failed(name, address);
        }
    }

    @Test
    void closesAfterFiveWrongPasswordsAndOpensAgain() {
        fail(4, "admin", "10.0.0.1");
        assertThat(brake.open("admin", "10.0.0.1")).isTrue();
        fail(1, "admin", "10.0.0.1");
        assertThat(brake.open("admin", "10.0.0.1")).isFalse();
        clock.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(brake.open("admin", "10.0.0.1")).isTrue();
    }

    @Test
    void doublesTheWaitWithEachFurtherFailure() {
        fail(6, "admin", "10.0.0.1");
        clock.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(brake.open("admin", "10.0.0.1")).isFalse();
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(brake.open("admin", "10.0.0.1")).isTrue();
    }

    @Test
    void saysHowLongToWait() {
        fail(4, "admin", "10.0.0.1");
        assertThat(brake.closedFor("admin", "10.0.0.1")).isZero();
        fail(3, "admin", "10.0.0.1");
        clock.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(brake.closedFor("admin", "10.0.0.1")).isEqualTo(Duration.ofSeconds(100));
        fail(30, "admin", "10.0.0.1");
        assertThat(brake.closedFor("anybody", "10.0.0.1")).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void leavesOtherAddressesAlone() {
        fail(10, "admin", "10.0.0.1");
        assertThat(brake.open("admin", "10.0.0.2")).isTrue();
    }

    @Test
    void closesToAnAddressThatTriesManyNames() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user" + i, "10.0.0.1");
        }
        assertThat(brake.open("somebody else", "10.0.0.1")).isFalse();
    }

    @Test
    void forgetsFailuresAfterTheRightPassword() {
        fail(4, "admin", "10.0.0.1");
        brake.succeeded("admin", "10.0.0.1");
        fail(4, "admin", "10.0.0.1");
        assertThat(brake.open("admin", "10.0.0.1")).isTrue();
    }

    @Test
    void takesAnIpv6NetworkForOneAddress() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user" + i, "2001:db8:1:2::" + Integer.toHexString(i));
        }
        assertThat(brake.open("somebody else", "2001:db8:1:2:ffff::1")).isFalse();
        assertThat(brake.open("somebody else", "2001:db8:1:3::1")).isTrue();
    }

    @Test
    void forgetsTheOldestOfVeryManyAddresses() {
        fail(20, "admin", "2001:db8::1");
        for (int i = 0; i < 20_000; i++) {
            clock.addAndGet(1_000);
            fail(
                    1,
                    "admin",
                    "2001:db8:" + Integer.toHexString(1 + i / 5_000) + ':' + Integer.toHexString(i % 5_000) + "::1");
        }
        fail(20, "admin", "2001:db8:ff::1");
        assertThat(brake.open("admin", "2001:db8::1")).isTrue();
        assertThat(brake.open("admin", "2001:db8:ff::1")).isFalse();
    }
}
