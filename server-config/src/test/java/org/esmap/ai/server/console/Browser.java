package org.esmap.ai.server.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
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

    void upload(String id, Path file) {
        act(id, field -> field.sendKeys(file.toString()));
    }

    /** Whether the page that is shown has an element; {@link #await} its text first. */
    boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    /** Waits until the page shows all of some texts at once. */
    void await(String... texts) {
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
        } catch (StaleElementReferenceException | NoSuchElementException | ElementNotInteractableException e) {
            return false;
        }
    }

    private String text() {
        try {
            return driver.findElement(By.tagName("main")).getText();
        } catch (StaleElementReferenceException | NoSuchElementException e) {
            return "";
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
