package org.esmap.ai.server.console;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.JavascriptExecutor;

/** What keeps people from using the page that a browser shows: the serious and critical findings of axe-core. */
final class Barriers {
    private static final String AXE = axe();

    private final JavascriptExecutor page;

    Barriers(JavascriptExecutor page) {
        this.page = page;
    }

    private static String axe() {
        String path = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream script = Barriers.class.getClassLoader().getResourceAsStream(path)) {
            return new String(requireNonNull(script, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The findings that stay: a colour on its way to another is looked at again. */
    List<?> thatStay() {
        List<?> found = look();
        for (int again = 0; again < 10 && !found.isEmpty(); again++) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            found = look();
        }
        return found;
    }

    private List<?> look() {
        page.executeScript(AXE);
        return (List<?>) page.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then(found => done(found.violations
                    .filter(one => one.impact === 'serious' || one.impact === 'critical')
                    .map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)).join(' | '))));
                """);
    }
}
