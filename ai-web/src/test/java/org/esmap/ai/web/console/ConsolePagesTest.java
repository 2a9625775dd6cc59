package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The pages as they are written. */
class ConsolePagesTest {
    private static final Pattern LABEL = Pattern.compile("<h:outputLabel for=\"(\\w+)\" value=\"([^\"]+)\"/>");
    private static final Pattern FIELD = Pattern.compile("<h:(?:input|select)\\w+ id=\"(\\w+)\"([^>]*)>");
    private static final Pattern COLUMN = Pattern.compile("(?s)<p:column .*?</p:column>");
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\"");

    /** Without a label of its own, Faces calls a field by its id where it refuses what was entered: {@code make:days}. */
    @Test
    void callEveryFieldInMessagesAsItIsCalledOnThePage() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Map<String, String> labels = LABEL.matcher(text)
                    .results()
                    .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (one, same) -> one));
            for (MatchResult field : FIELD.matcher(text).results().toList()) {
                all.assertThat(field.group(2))
                        .as("%s: %s", page, field.group(1))
                        .contains(" label=\"" + labels.get(field.group(1)) + "\"");
            }
        }
        all.assertAll();
    }

    /** What a double click sent twice would be told as refused, though its first half was done. */
    @Test
    void sendNoFormTwice() throws IOException {
        String page = Files.readString(Path.of("src/main/webapp/WEB-INF/console/page.xhtml"));

        assertThat(page).contains("<h:outputScript library=\"console\" name=\"once.js\" target=\"body\"/>");
    }

    /** Faces finds a row again by its number, where another one may stand by the time of the click. */
    @Test
    void actOnNoRowByItsNumber() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Path page : pages()) {
            for (MatchResult column :
                    COLUMN.matcher(Files.readString(page)).results().toList()) {
                all.assertThat(column.group()).as(page.toString()).doesNotContain(" action=");
            }
        }
        all.assertAll();
    }

    /** A table that is drawn anew gives the focus back to what has the same id; without one the tabulator begins anew. */
    @Test
    void nameEveryLinkOfATable() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Path page : pages()) {
            for (MatchResult column :
                    COLUMN.matcher(Files.readString(page)).results().toList()) {
                all.assertThat(column.group()).as(page.toString()).doesNotContain("<a href");
            }
        }
        all.assertAll();
    }

    /** PrimeFaces takes the outline off its fields and buttons; the shadow that it gives them is not drawn in high contrast. */
    @Test
    void showTheFocusOverTheTheme() throws IOException {
        String style = Files.readString(Path.of("src/main/webapp/resources/console/console.css"));

        assertThat(style).contains(":focus-visible { outline: 3px solid #d97706 !important;");
    }

    /** Otherwise a page whose view is gone would be shown anew without what it is about. */
    @Test
    void carryNothingInFormsThatIsLostWithTheView() throws IOException {
        Set<String> hidden = new HashSet<>();
        for (Path page : pages()) {
            HIDDEN.matcher(Files.readString(page)).results().forEach(field -> hidden.add(field.group(1)));
        }

        // the epoch is of what was seen: the page that is shown anew has its own
        assertThat(hidden)
                .contains("epoch", "id")
                .isSubsetOf(Stream.concat(Stream.of("epoch"), ViewsAnew.ABOUT.stream())
                        .toList());
    }

    /** Whoever looks at a page whose state is kept gets a session, half an hour long. */
    @Test
    void keepNothingForStrangers() throws IOException {
        assertThat(Files.readString(Path.of("src/main/webapp/login.xhtml"))).contains("<f:view transient=\"true\"/>");
    }

    /** What was entered in one form would otherwise stand in another, where the first is refused. */
    @Test
    void giveEveryFieldAPropertyOfItsOwn() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Path page : pages()) {
            List<String> properties = FIELD.matcher(Files.readString(page))
                    .results()
                    .map(field -> field.group(2).replaceFirst("(?s).* value=\"([^\"]+)\".*", "$1"))
                    .toList();
            all.assertThat(properties).as(page.toString()).doesNotHaveDuplicates();
        }
        all.assertAll();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".xhtml")).toList();
            assertThat(pages).hasSizeGreaterThan(10);
            return pages;
        }
    }
}
