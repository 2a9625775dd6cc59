package org.esmap.ai.core.scheduling;

import java.util.concurrent.ThreadFactory;

/** Makes no thread until it is granted, as a machine that has no more of them. */
public final class ScarceThreads implements ThreadFactory {
    private volatile boolean granted;

    /** From now on there are threads. */
    public void grant() {
        granted = true;
    }

    @Override
    public Thread newThread(Runnable work) {
        if (!granted) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
