package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium with a profile of its own, in the hands of somebody who uses the shop. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String AXE = "/axe.min.js";
  private static final String RUN_AXE =
      """
      const done = arguments[arguments.length - 1];
      axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
        .then(found => done(found.violations.map(rule => rule.id + ': ' + rule.help + ' — '
            + rule.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary).join(' | '))))
        .catch(error => done(['axe failed: ' + error]));
      """;

  private static final int DESK_WIDTH = 1280;
  private static final int PHONE_WIDTH = 390;
  private static final int MIN_HEIGHT = 844;

  private final ChromeDriver driver;
  private final String shop;
  private boolean isPhone;

  private Browser(ChromeDriver driver, String shop) {
    this.driver = driver;
    this.shop = shop;
  }

  static boolean isInstalled() {
    return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
  }

  /** Starts one. */
  static Browser start(int port, Path profile) {
    File driver = onPath("chromedriver").orElseThrow(() -> missing("chromedriver"));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(onPath("chromium").orElseThrow(() -> missing("chromium")));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-device-scale-factor=1",
        "--force-prefers-reduced-motion",
        "--lang=en-GB",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(driver).usingAnyFreePort().build();
    return new Browser(new ChromeDriver(service, options), "http://localhost:" + port);
  }

  /** Opens a page of the shop. */
  void open(String path) {
    driver.get(shop + path);
  }

  void logIn() {
    open("/admin/login");
    type("password", TestShop.TOKEN);
    click("button.primary");
    await(path -> !path.startsWith("/admin/login"));
  }

  /** Forgets all cookies. */
  void forget() {
    driver.manage().deleteAllCookies();
  }

  /** The path and query of the page. */
  String path() {
    return driver.getCurrentUrl().substring(shop.length());
  }

  /** What a reader sees. */
  String text() {
    return settled(() -> driver.findElement(By.tagName("body")).getText());
  }

  /** The page as it was sent, more or less. */
  String source() {
    return driver.getPageSource();
  }

  String title() {
    return driver.getTitle();
  }

  /** Whether a script has asked for attention. */
  boolean hasDialog() {
    try {
      driver.switchTo().alert();
      return true;
    } catch (NoAlertPresentException e) {
      return false;
    }
  }

  String textOf(String selector) {
    return settled(() -> driver.findElement(By.cssSelector(selector)).getText());
  }

  /** What is to be read at an XPath. */
  String textAt(String xpath) {
    return settled(() -> driver.findElement(By.xpath(xpath)).getText());
  }

  WebElement find(String selector) {
    return settled(() -> driver.findElement(By.cssSelector(selector)));
  }

  List<WebElement> findAll(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  void click(String selector) {
    WebElement element = find(selector);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Clicks, and waits for the page that follows. */
  void go(String selector) {
    WebElement page = driver.findElement(By.tagName("html"));
    click(selector);
    awaitNext(page);
  }

  /** Follows a link by its text. */
  void follow(String linkText) {
    WebElement page = driver.findElement(By.tagName("html"));
    driver.findElement(By.partialLinkText(linkText)).click();
    awaitNext(page);
  }

  private void awaitNext(WebElement page) {
    eventually(() -> isGone(page) && isLoaded(), () -> "no page follows " + path());
  }

  private boolean isLoaded() {
    return "complete".equals(script("return document.readyState"));
  }

  private static boolean isGone(WebElement element) {
    try {
      return element.getTagName().isEmpty();
    } catch (WebDriverException e) {
      return true;
    }
  }

  void type(String field, String text) {
    WebElement element = settled(() -> driver.findElement(By.name(field)));
    element.clear();
    element.sendKeys(text);
  }

  void choose(String field, String option) {
    settled(() -> driver.findElement(By.name(field))).findElements(By.tagName("option")).stream()
        .filter(one -> one.getText().equals(option))
        .findFirst()
        .orElseThrow()
        .click();
  }

  /** Waits until the page is another one. */
  void await(Predicate<String> path) {
    eventually(() -> path.test(path()), () -> "still at " + path());
  }

  /** Waits until a text is to be read. */
  void awaitText(String text) {
    eventually(() -> text().contains(text), () -> "no '" + text + "' in: " + text());
  }

  /** Loads the page again until a text is to be read. */
  void reloadUntil(String text) {
    eventually(
        () -> {
          driver.navigate().refresh();
          return text().contains(text);
        },
        () -> "no '" + text + "' in: " + text());
  }

  /** Waits until there is something. */
  void awaitElement(String selector) {
    eventually(() -> !findAll(selector).isEmpty(), () -> "no " + selector + " at " + path());
  }

  void awaitGone(String text) {
    eventually(() -> !text().contains(text), () -> "still '" + text + "' in: " + text());
  }

  private void eventually(BooleanSupplier wanted, Supplier<String> otherwise) {
    long started = System.nanoTime();
    while (!settled(wanted::getAsBoolean)) {
      assertThat(System.nanoTime() - started).as(otherwise::get).isLessThan(PATIENCE.toNanos());
    }
  }

  /** What is read of a page that may be replaced meanwhile. */
  private static <T> T settled(Supplier<T> read) {
    long started = System.nanoTime();
    while (true) {
      try {
        return read.get();
      } catch (WebDriverException e) {
        if (System.nanoTime() - started > PATIENCE.toNanos()) {
          throw e;
        }
      }
    }
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Light or dark, as the system would say. */
  void dark(boolean dark) {
    String scheme = dark ? "dark" : "light";
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The width of a phone, or of a desk again. */
  void phone(boolean phone) {
    isPhone = phone;
    size(phone ? PHONE_WIDTH : DESK_WIDTH, MIN_HEIGHT, phone);
  }

  private void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", phone ? 2 : 1,
            "mobile", phone));
  }

  /** Whether somebody has to scroll sideways. */
  boolean isWiderThanItsWindow() {
    Object wide =
        script(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    return Boolean.TRUE.equals(wide);
  }

  /** What the browser complained about: refused scripts and styles, missing files, errors. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Checks this page as it stands now with axe-core. */
  void assertAccessible() {
    driver.executeScript(axe());
    assertThat((List<?>) driver.executeAsyncScript(RUN_AXE)).as(path()).isEmpty();
  }

  /** Leaves a picture of the whole page in {@code target/screenshots}. */
  void screenshot(String name) {
    boolean phone = isPhone;
    long height = (long) script("return document.documentElement.scrollHeight");
    size(phone ? PHONE_WIDTH : DESK_WIDTH, (int) Math.max(height, MIN_HEIGHT), phone);
    keep(name);
    phone(phone);
  }

  /** Leaves a picture of what is to be seen in a window of this size. */
  void screenshotOfWindow(String name, int width, int height) {
    size(width, height, false);
    keep(name);
    phone(isPhone);
  }

  private void keep(String name) {
    Map<String, Object> picture =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(
          SCREENSHOTS.resolve(name + ".png"),
          Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream(AXE)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<File> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> new File(folder, program))
        .filter(File::canExecute)
        .findFirst();
  }

  private static IllegalStateException missing(String program) {
    return new IllegalStateException("browser tests are required, but there is no " + program);
  }
}
