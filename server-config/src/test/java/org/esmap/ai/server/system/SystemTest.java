package org.esmap.ai.server.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives system tests the one server they share, started for the first of them and stopped after the last, and the webhook
 * that it tells its alerts.
 */
public final class SystemTest implements ParameterResolver {
    /** Most questions that may wait for a model at a time, few enough to be reached by a test. */
    static final int MAX_QUEUED = 64;

    private static final Namespace NAMESPACE = Namespace.create(SystemTest.class);

    /** The folder from which the server may take updates. */
    public static Path updates() {
        return Path.of(System.getProperty("ai.it.folder")).resolve("updates").toAbsolutePath();
    }

    /** The home of the server's user, which is not there at first. */
    static Path home() {
        return Path.of(System.getProperty("ai.it.folder"))
                .resolve("system/home")
                .toAbsolutePath();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningServer.class || type == Webhook.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        Webhook webhook = store.getOrComputeIfAbsent(Webhook.class, type -> listen(), Webhook.class);
        return parameter.getParameter().getType() == Webhook.class
                ? webhook
                : store.getOrComputeIfAbsent(RunningServer.class, type -> start(webhook), RunningServer.class);
    }

    private static Webhook listen() {
        try {
            return new Webhook();
        } catch (IOException e) {
            throw new ParameterResolutionException("The webhook of the test did not start", e);
        }
    }

    private static RunningServer start(Webhook webhook) {
        Map<String, String> variables = new HashMap<>(webhook.variables());
        variables.put("AI_UPDATES_FOLDERS", updates().toString());
        variables.put("AI_SCHEDULING_MAX_QUEUED", Integer.toString(MAX_QUEUED));
        variables.put("HOME", home().toString());
        try {
            return RunningServer.start("system", variables);
        } catch (IOException e) {
            throw new ParameterResolutionException("The server under test did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("Interrupted while the server under test started", e);
        }
    }
}
