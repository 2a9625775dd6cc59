package org.esmap.ai.core.audit;

import org.esmap.ai.core.security.Act;

/** Lets tests of other packages hand acts to a trail, as the container does. */
public final class TestTrail {
    private TestTrail() {}

    public static void append(AuditTrail trail, Act act) {
        trail.append(act);
    }
}
