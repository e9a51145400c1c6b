package inc.phone.examples.shop;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real shop and somebody who looks at it in a real browser, logged in. One of each for all tests
 * of a class.
 */
@NeedsBrowser
@TestInstance(Lifecycle.PER_CLASS)
abstract class BrowserTest {
  Path folder;
  TestShop shop;
  Browser browser;

  /** What the shop is told at its start; a class may change it. */
  Map<String, String> environment() {
    return TestShop.environment(folder.resolve("shop"));
  }

  @BeforeAll
  void start(@TempDir Path given) {
    folder = given;
    shop = TestShop.start(environment());
    browser = Browser.start(shop.port(), folder.resolve("profile"));
    browser.logIn();
  }

  @BeforeEach
  void atADeskInDaylight() {
    browser.phone(false);
    browser.dark(false);
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (shop != null) {
      shop.close();
    }
  }
}
