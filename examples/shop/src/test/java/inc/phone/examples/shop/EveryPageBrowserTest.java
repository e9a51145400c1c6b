package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page: in both languages, light and dark, on a desk and on a phone. */
class EveryPageBrowserTest extends BrowserTest {
  static Stream<String> pages() {
    return Stream.of(
        "/admin/telefon",
        "/admin/telefon/try?steps=1",
        "/admin/telefon/history",
        "/admin/telefon/voicemails",
        "/admin/telefon/calls",
        "/admin/telefon/calls/fri-1",
        "/admin/telefon/calls/fri-3?find=b",
        "/admin/telefon/troubles",
        "/admin/dashboard?days=30",
        "/admin/customers",
        "/admin/customers/c101",
        "/admin/integrations",
        "/admin/audit",
        "/admin/nothing-here",
        "/");
  }

  @Override
  Map<String, String> environment() {
    Map<String, String> environment = SampleCalls.environment(folder);
    environment.put("SHOP_PHONE_WIDGET", "true");
    environment.put("SHOP_PHONE", "+4570707070");
    return environment;
  }

  @BeforeAll
  void fill() {
    new SampleCalls(shop).fill();
    shop.deliver("unreadable");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isReadableForEverybody(String page) {
    for (String language : List.of("da", "en")) {
      browser.open("/language/" + language + "?next=" + TestShop.encode(page));
      String name = ("shop" + page).replaceAll("[^a-z0-9]+", "-") + "-" + language;
      for (boolean dark : List.of(true, false)) {
        browser.dark(dark);
        browser.assertAccessible();
        browser.screenshot(name + (dark ? "-dark" : ""));
      }
      browser.phone(true);
      browser.assertAccessible();
      assertThat(browser.isWiderThanItsWindow()).as(page + " on a phone").isFalse();
      browser.screenshot(("shop" + page).replaceAll("[^a-z0-9]+", "-") + "-" + language + "-phone");
      browser.phone(false);
    }
    assertThat(browser.complaints())
        .filteredOn(complaint -> !complaint.contains("nothing-here"))
        .isEmpty();
  }

  @Test
  void loginIsReadableForEverybodyAndForThoseWhoMistype() {
    browser.forget();
    browser.open("/admin/login");
    browser.screenshot("login");
    for (boolean dark : List.of(true, false)) {
      browser.dark(dark);
      browser.assertAccessible();
    }
    browser.type("password", "not the password");
    browser.go("button.primary");
    assertThat(browser.text()).contains("That is not the password.");
    browser.assertAccessible();
    browser.phone(true);
    browser.screenshot("login-wrong-phone");
    assertThat(browser.complaints()).singleElement().asString().contains("401");
    browser.logIn();
  }
}
