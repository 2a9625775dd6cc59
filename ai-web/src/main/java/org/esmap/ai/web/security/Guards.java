package org.esmap.ai.web.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Puts a guard before each resource as its annotations say, the method's before the class's. What has none at all asks
 * for a caller, so that a forgotten one locks rather than opens. Decided once, when the application starts: an open
 * route pays nothing.
 */
@Provider
public class Guards implements DynamicFeature {
    private final boolean loopback;

    /** For the container. */
    public Guards() {
        this(ListeningAddress.of(ConfigProvider.getConfig()));
    }

    Guards(ListeningAddress address) {
        this.loopback = address.loopback();
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        guard(resource.getResourceClass(), resource.getResourceMethod()).ifPresent(context::register);
    }

    /** The guard that a method needs; empty where it is open. */
    Optional<Guard> guard(Class<?> type, Method method) {
        AnnotatedElement says = annotated(method) ? method : type;
        OpenOnLoopback open = says.getAnnotation(OpenOnLoopback.class);
        if (open != null) {
            return loopback ? Optional.empty() : Optional.of(new Guard(List.of(open.roles())));
        }
        RolesAllowed allowed = says.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return Optional.of(new Guard(List.of(allowed.value())));
        }
        // the container refuses what is denied to all
        return annotated(says) ? Optional.empty() : Optional.of(new Guard(List.of()));
    }

    private static boolean annotated(AnnotatedElement element) {
        return Stream.of(OpenOnLoopback.class, RolesAllowed.class, PermitAll.class, DenyAll.class)
                .anyMatch(element::isAnnotationPresent);
    }
}
