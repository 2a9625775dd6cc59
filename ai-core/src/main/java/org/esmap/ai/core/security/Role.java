package org.esmap.ai.core.security;

/** The roles of the platform. The constants are their names in annotations and in the server's registry. */
public final class Role {
    /** May infer and give feedback. */
    public static final String CLIENT = "client";
    /** May see models, versions, metrics and the audit trail. */
    public static final String VIEWER = "viewer";
    /** May import, validate, promote, roll back and schedule. */
    public static final String OPERATOR = "operator";
    /** May do everything, and manages API keys. */
    public static final String ADMIN = "admin";

    private Role() {}
}
