package org.esmap.ai.web.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks resources that anybody may call while the server listens on the loopback address alone, and callers with one of
 * the roles otherwise. On a method it takes the place of the one on its class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OpenOnLoopback {
    /** The roles, any of which will do where the server is not on the loopback address. */
    String[] roles();
}
