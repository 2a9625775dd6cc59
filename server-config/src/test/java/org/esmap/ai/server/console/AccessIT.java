package org.esmap.ai.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.esmap.ai.server.system.Caller;
import org.esmap.ai.server.system.Question;
import org.esmap.ai.server.system.RunningServer;
import org.esmap.ai.server.system.SystemTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page of the console is usable on a desk and on a telephone, by eye, by keyboard and by screen reader. */
@ExtendWith(SystemTest.class)
class AccessIT {
    private static final String MODEL = "emission-calculator";
    private static final String MODEL_PAGE = "/console/model.xhtml?id=" + MODEL;

    /** Pages by a text that they show. */
    private static final Map<String, String> PAGES = Map.of(
            "/console/overview.xhtml",
            "The last hour",
            MODEL_PAGE,
            "Latency of answers",
            "/console/version.xhtml?model=" + MODEL + "&number=1.0.0",
            "Digest",
            "/console/schedules.xhtml",
            "Scheduled updates",
            "/console/audit.xhtml",
            "The chain of hashes",
            "/console/keys.xhtml",
            "Make a key");

    private final RunningServer running;

    AccessIT(RunningServer running) {
        this.running = running;
    }

    @Test
    void raisesNoBarriersAndFitsTheScreen() throws IOException, InterruptedException {
        makeTraffic();
        SoftAssertions all = new SoftAssertions();
        try (Browser browser = new Browser(running.server().address().toString())) {
            for (int width : new int[] {1280, 390}) {
                browser.resize(width, 900);
                browser.open("/console/login.xhtml");
                look(browser, "/console/login.xhtml", "Password", width, all);
                browser.logIn("admin", RunningServer.PASSWORD);
                browser.await("The last hour");
                PAGES.forEach((page, text) -> {
                    browser.open(page);
                    look(browser, page, text, width, all);
                });
                browser.open(MODEL_PAGE);
                browser.click("try:ask");
                look(browser, MODEL_PAGE, "answered in", width, all);
            }
        }
        all.assertAll();
    }

    private static void look(Browser browser, String page, String text, int width, SoftAssertions all) {
        browser.await(text);
        all.assertThat(browser.barriers()).as(page + " at " + width).isEmpty();
        all.assertThat(browser.overflow()).as(page + " at " + width).isLessThanOrEqualTo(0);
        String name = page.replaceAll("^.*/|\\?.*$", "") + "-" + width + ".png";
        browser.screenshot(Path.of(System.getProperty("ai.it.folder"), "screenshots", name));
    }

    @Test
    void letsAnybodyLogInByKeyboard() {
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.open("/console/login.xhtml");
            browser.await("Password");

            assertThat(browser.focusAfterTabs(2)).isEqualTo("login:name");
            assertThat(browser.focusAfterTabs(1)).isEqualTo("login:password");
            assertThat(browser.focusAfterTabs(1)).isEqualTo("login:enter");
        }
    }

    /** Enough for every chart but the accuracy to have something to draw. */
    private void makeTraffic() throws IOException, InterruptedException {
        Question question = Question.example(new Caller(running), MODEL);
        for (int i = 0; i < 60; i++) {
            assertThat(question.ask().statusCode()).isEqualTo(200);
        }
    }
}
