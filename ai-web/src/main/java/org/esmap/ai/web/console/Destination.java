package org.esmap.ai.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody was going who had to log in first: a page of the console with its parameters, and nowhere else. */
final class Destination {
    private static final Pattern PAGE = Pattern.compile(
            "/console/(?:audit|keys|model|overview|schedules|version)\\.xhtml(?:\\?[\\w.~%&=+-]{0,500})?");

    private Destination() {}

    /** {@code wanted} where it is a page of the console, else the overview. */
    static String of(@Nullable String wanted) {
        return wanted != null && PAGE.matcher(wanted).matches() ? wanted : ConsoleFilter.OVERVIEW;
    }

    /** The form to log in, which leads on to {@code page} where that was only to be looked at. */
    static String afterLogin(HttpServletRequest request, String page) {
        String query = request.getQueryString();
        String wanted = of(query == null ? page : page + "?" + query);
        return wanted.equals(ConsoleFilter.OVERVIEW) || !request.getMethod().equals("GET")
                ? ConsoleFilter.LOGIN
                : ConsoleFilter.LOGIN + "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }
}
