package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say is text, whatever it looks like. */
class HostileTextBrowserTest extends BrowserTest {
  private static final String SCRIPT = "<script>document.title = 'owned'; alert(1)</script>";
  private static final String BREAKOUT =
      "\" onmouseover=\"document.title='owned'\" autofocus onfocus=\"alert(2)\" x=\"'>"
          + "<img src=x onerror=\"document.title='owned'\"><svg onload=alert(3)>";
  private static final String TEMPLATE = "${7*7} {{7*7}} @endif $unsafe{x} --> ]]> </textarea>";
  private static final String LINE = "A".repeat(100 * 1024);

  @Override
  Map<String, String> environment() {
    return SampleCalls.environment(folder);
  }

  @BeforeAll
  void call() {
    SampleCalls calls = new SampleCalls(shop);
    calls.voicemail("bad-1", "+4520123456", "10:00:00", "sales", SCRIPT + BREAKOUT + TEMPLATE);
    calls.voicemail("bad-2", "+4520123456", "10:01:00", "sales", LINE);
    calls.spoken("bad-3", "+4520123456", "10:02:00", SCRIPT, BREAKOUT, LINE);
    calls.ringing("\"><script>alert(4)</script>/..?#'", BREAKOUT, "10:03:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/telefon/voicemails",
        "/admin/telefon/calls",
        "/admin/telefon/calls/bad-1",
        "/admin/telefon/calls/bad-2",
        "/admin/telefon/calls/bad-3",
        "/admin/telefon/calls/%22%3E%3Cscript%3Ealert(4)%3C%2Fscript%3E%2F..%3F%23%27",
        "/admin/customers/c101",
        "/admin/telefon/voicemails?q=%22%3E%3Cscript%3Ealert(5)%3C/script%3E",
        "/admin/telefon/calls/bad-3?find=%22%3E%3Cimg%20src=x%20onerror=alert(6)%3E"
      })
  void isShownAsTextAndFitsOnAPhone(String page) {
    for (boolean phone : List.of(false, true)) {
      browser.phone(phone);
      browser.open(page);

      assertThat(browser.hasDialog()).as(page).isFalse();
      assertThat(browser.title()).doesNotContain("owned");
      assertThat(browser.findAll("main script, main img, main svg[onload], [onmouseover]"))
          .isEmpty();
      assertThat(browser.isWiderThanItsWindow()).as(page).isFalse();
      assertThat(browser.complaints()).as(page).isEmpty();
    }
    browser.assertAccessible();
    browser.screenshot("hostile-" + Integer.toHexString(page.hashCode()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/telefon/voicemails", "/admin/telefon/calls/bad-1"})
  void everyCharacterOfItIsThere(String page) {
    browser.open(page);

    assertThat(browser.findAll(".said"))
        .anyMatch(text -> text.getText().equals(SCRIPT + BREAKOUT + TEMPLATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/telefon/voicemails", "/admin/telefon/calls/bad-2"})
  void neitherIsALineOfHundredThousandCut(String page) {
    browser.open(page);

    assertThat(browser.findAll(".said"))
        .anyMatch(text -> text.getAttribute("textContent").equals(LINE));
  }
}
