package org.esmap.ai.web.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures and moments as people read them; a dash where there is nothing to show. */
final class Shown {
    private static final String NOTHING = "–";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Shown() {}

    static String share(@Nullable Double share) {
        return share == null ? NOTHING : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String milliseconds(@Nullable Double ms) {
        return ms == null ? NOTHING : String.format(Locale.ROOT, ms < 10 ? "%.2f ms" : "%.0f ms", ms);
    }

    static String number(@Nullable Double value) {
        return value == null ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
    }

    static String moment(@Nullable Instant moment) {
        return moment == null ? NOTHING : MOMENT.format(moment);
    }

    static String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? NOTHING : value.toString();
    }
}
