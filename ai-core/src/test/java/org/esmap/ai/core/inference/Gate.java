package org.esmap.ai.core.inference;

import java.util.concurrent.CountDownLatch;

/** Holds whoever passes until it is opened, once. */
final class Gate {
    private volatile CountDownLatch latch = new CountDownLatch(1);

    void pass() {
        CountDownLatch now = latch;
        while (now.getCount() > 0) {
            try {
                now.await();
            } catch (InterruptedException ignoredAsNativeCodeDoes) {
                continue;
            }
        }
    }

    void open() {
        latch.countDown();
    }

    void close() {
        latch = new CountDownLatch(1);
    }
}
