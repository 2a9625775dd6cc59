package org.esmap.ai.server.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;

/** Puts the guard before each web application as it starts, ahead of the application's own filters. */
public final class GuardInitializer implements ServletContainerInitializer {
    /** Where the container keeps the bundle of an application that is one, as all of its own are. */
    private static final String BUNDLE = "osgi-bundlecontext";

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        FilterRegistration.Dynamic filter =
                context.addFilter("esmap-ai guard", new GuardFilter(context.getAttribute(BUNDLE) != null));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
}
