package org.esmap.ai.server.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a screen, looking at the console of one server. Elements are named by their id. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final String CHROMIUM = "/usr/bin/chromium";

    private final ChromeDriver driver;
    private final String address;

    Browser(String address) {
        this.address = address;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1280,900");
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of(DRIVER).toFile())
                        .build(),
                options);
    }

    /** Whether this machine has what the browser tests need. */
    static boolean installed() {
        return Files.isExecutable(Path.of(DRIVER)) && Files.isExecutable(Path.of(CHROMIUM));
    }

    void open(String path) {
        driver.get(address + path);
    }

    void logIn(String user, String password) {
        driver.manage().deleteAllCookies();
        open("/console/");
        type("login:name", user);
        type("login:password", password);
        click("login:enter");
    }

    void type(String id, String text) {
        WebElement field = driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses an entry of a list by its value. */
    void choose(String id, String value) {
        driver.findElement(By.id(id))
                .findElement(By.cssSelector("option[value='" + value + "']"))
                .click();
    }

    void click(String id) {
        driver.findElement(By.id(id)).click();
    }

    void upload(String id, Path file) {
        driver.findElement(By.id(id)).sendKeys(file.toString());
    }

    boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    /** Waits until the page shows a text. */
    void await(String text) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!text().contains(text)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("The page never showed '" + text + "' but: " + text());
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** What the page shows; nothing while one page gives way to the next. */
    String text() {
        try {
            return driver.findElements(By.tagName("main")).stream()
                    .findFirst()
                    .map(WebElement::getText)
                    .orElse("");
        } catch (StaleElementReferenceException e) {
            return "";
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
