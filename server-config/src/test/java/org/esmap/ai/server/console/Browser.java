package org.esmap.ai.server.console;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** Debian's Chromium without a screen, looking at the console of one server. Elements are named by their id. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final String CHROMIUM = "/usr/bin/chromium";

    private final ChromeDriver driver;
    private final String address;

    /** Where this machine has no Chromium, the test is passed over. */
    public Browser(String address) {
        assumeTrue(installed(), "Chromium and its driver are not installed; .ci/run installs them");
        this.address = address;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        // the server under test has made its certificate itself
        options.setAcceptInsecureCerts(true);
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

    private static boolean installed() {
        return Files.isExecutable(Path.of(DRIVER)) && Files.isExecutable(Path.of(CHROMIUM));
    }

    public void open(String path) {
        driver.get(address + path);
    }

    /** Shows pages as wide as a screen of {@code width} pixels does. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** By how many pixels the page is wider than the screen. */
    long overflow() {
        return (Long) driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** What of the page keeps people from using it. */
    List<?> barriers() {
        return new Barriers(driver).thatStay();
    }

    /** Presses the tabulator key {@code times} times; the id of what then has the focus. */
    String focusAfterTabs(int times) {
        for (int i = 0; i < times; i++) {
            new Actions(driver).sendKeys(Keys.TAB).perform();
        }
        return driver.switchTo().activeElement().getDomProperty("id");
    }

    void screenshot(Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.write(to, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    public void logIn(String user, String password) {
        forgetCookies();
        open("/console/");
        type("login:name", user);
        type("login:password", password);
        click("login:enter");
    }

    void type(String id, String text) {
        act(id, field -> {
            field.clear();
            field.sendKeys(text);
        });
    }

    /** Chooses an entry of a list by its value. */
    void choose(String id, String value) {
        act(
                id,
                list -> list.findElement(By.cssSelector("option[value='" + value + "']"))
                        .click());
    }

    void click(String id) {
        act(id, WebElement::click);
    }

    void doubleClick(String id) {
        act(id, button -> new Actions(driver).doubleClick(button).perform());
    }

    void upload(String id, Path file) {
        act(id, field -> field.sendKeys(file.toString()));
    }

    /** From now on uploads go no quicker than this; -1 for as quick as they can. */
    void slowUploads(int bytesPerSecond) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", 0, "downloadThroughput", -1, "uploadThroughput", bytesPerSecond));
    }

    /** Waits until an element's text is of a form. */
    void awaitForm(String id, String pattern) {
        until(
                () -> driver.findElement(By.id(id)).getText().matches(pattern),
                () -> "'" + id + "' never showed " + pattern + " on: " + text());
    }

    /** What the browser holds as a cookie of this name. */
    String cookie(String name) {
        return requireNonNull(driver.manage().getCookieNamed(name), name).getValue();
    }

    /** Whether the page that is shown has an element; {@link #await} its text first. */
    boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    /** Waits until the page shows all of some texts at once. */
    public void await(String... texts) {
        until(
                () -> Stream.of(texts).allMatch(text()::contains),
                () -> "The page never showed " + List.of(texts) + " but: " + text());
    }

    /** Does something to an element as soon as it can be done: the page may still be changing. */
    private void act(String id, Consumer<WebElement> action) {
        until(
                () -> {
                    action.accept(driver.findElement(By.id(id)));
                    return true;
                },
                () -> "Nothing could be done with '" + id + "' on: " + text());
    }

    private void until(BooleanSupplier done, Supplier<String> complaint) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds(done)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(complaint.get());
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** Whether something holds; not while one page gives way to the next, and its elements are gone or covered. */
    private static boolean holds(BooleanSupplier done) {
        try {
            return done.getAsBoolean();
        } catch (WebDriverException e) {
            if (isOnItsWay(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether an element is gone or covered; the driver has two ways to say that it is gone. */
    private static boolean isOnItsWay(WebDriverException e) {
        return e instanceof StaleElementReferenceException
                || e instanceof NoSuchElementException
                || e instanceof ElementNotInteractableException
                || String.valueOf(e.getMessage()).contains("does not belong to the document");
    }

    private String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
