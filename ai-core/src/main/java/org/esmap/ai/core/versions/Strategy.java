package org.esmap.ai.core.versions;

/** How a version is promoted. */
public enum Strategy {
    /** It goes live at once. */
    IMMEDIATE,
    /** It answers a share of the requests for its bake time, then goes live unless it is withdrawn. */
    CANARY,
    /** It answers copies for its bake time; its answers are compared and never returned. It does not go live by itself. */
    SHADOW
}
