package org.esmap.ai.server.system;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives system tests the one server they share: started for the first of them, stopped after the last. */
public final class SystemTest implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SystemTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RunningServer.class, type -> start(), RunningServer.class);
    }

    private static RunningServer start() {
        try {
            return RunningServer.start("system", Map.of());
        } catch (IOException e) {
            throw new ParameterResolutionException("The server under test did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("Interrupted while the server under test started", e);
        }
    }
}
