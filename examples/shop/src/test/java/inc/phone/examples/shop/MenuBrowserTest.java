package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Somebody makes the shop's phone menu. */
class MenuBrowserTest extends BrowserTest {
  private static final String PAGE = "/admin/telefon";
  private static final String FIRST = "/menus/root/branches/0";
  private static final String SECOND = "/menus/root/branches/1";

  private static final String SIMPLE =
      """
      {"schema_version":1,"default_locale":"en","entry":"root","x-theme":"blue","menus":{"root":{
        "greeting":{"en":{"say":"%s For sales, press 1."}},
        "branches":[{"digit":"1","id":"sales","label":{"en":"Sales"},
          "action":{"type":"voicemail","mailbox":"sales","x-tone":"soft"}}]}}}
      """;

  @BeforeEach
  void inEnglish() {
    browser.open("/language/en?next=/admin/telefon");
  }

  @Test
  void makesAMenuFromNothingAndIsToldAtTheFieldWhatIsWrong() {
    reset("Hello.");
    browser.open(PAGE);
    browser.type("locale", "da");
    press("add-locale");
    browser.awaitElement(named("/menus/root/greeting/da/say"));
    browser.type("/menus/root/greeting/en/say", "Welcome. For sales, press 1. For help, press 2.");
    browser.choose("/default_locale", "da");
    browser.type(FIRST + "/label/da", "Salg");
    browser.choose(FIRST + "/action/type", "Forward to a number");
    browser.awaitElement(named(FIRST + "/action/to"));
    browser.type(FIRST + "/action/to", "70 70 70 71");
    press("add-branch:/menus/root/branches");
    browser.awaitElement(named(SECOND + "/digit"));
    browser.type(SECOND + "/digit", "1");
    browser.type(SECOND + "/label/en", "Help");
    press("save");
    browser.awaitText("Not saved");

    assertThat(hint(SECOND + "/digit")).contains("a key of its own");
    assertThat(hint(FIRST + "/action/to")).contains("+ and country code");
    assertThat(hint("/menus/root/greeting/da/say")).contains("default language");
    assertThat(value(FIRST + "/action/to")).isEqualTo("70 70 70 71");
    assertThat(value("/menus/root/greeting/en/say")).startsWith("Welcome.");
    assertThat(browser.findAll(".diagram .bad")).isNotEmpty();
    assertThat(browser.find("#summary a").getAttribute("href")).contains("#at-menus");
    browser.assertAccessible();
    browser.screenshot("menu-not-saved");

    browser.type("/menus/root/greeting/da/say", "Velkommen. Tryk 1 for salg, tryk 2 for hjælp.");
    browser.type(SECOND + "/digit", "2");
    browser.type(SECOND + "/label/da", "Hjælp");
    browser.type(FIRST + "/action/to", "+4570707071");
    press("save");
    browser.awaitText("Saved as revision");

    JsonNode saved = shop.json("/ivr");
    assertThat(saved.at(SECOND + "/digit").asText()).isEqualTo("2");
    assertThat(saved.at(SECOND + "/id").asText()).isEqualTo("b-2");
    assertThat(saved.at(FIRST + "/action/to").asText()).isEqualTo("+4570707071");
    assertThat(saved.at(FIRST + "/action/no_answer/mailbox").asText()).isEqualTo("sales");
    assertThat(saved.at(FIRST + "/action/x-tone").asText()).isEqualTo("soft");
    assertThat(saved.at("/x-theme").asText()).isEqualTo("blue");
    browser.open("/admin/audit");
    assertThat(browser.text()).contains("Saved the phone menu");
    assertThat(browser.complaints()).filteredOn(line -> !line.contains("422")).isEmpty();
  }

  @Test
  void savesWhatItDoesNotShowAndChangesNothingThatNobodyChanged() throws IOException {
    String sample =
        Files.readString(
            Path.of("../../sdk-ivr/src/test/resources/inc/phone/ivr/golden/shop.v1.json"));
    put(sample);
    JsonNode before = shop.json("/ivr");
    browser.open(PAGE);
    browser.assertAccessible();
    browser.screenshot("menu");
    browser.dark(true);
    browser.screenshot("menu-dark");
    browser.dark(false);
    press("save");
    browser.awaitText("Nothing was different");

    assertThat(shop.json("/ivr")).isEqualTo(before);
  }

  @Test
  void opensAndClosesTheShop() {
    reset("Hello.");
    browser.open(PAGE);
    press("add-hours");
    browser.awaitElement(named("/hours/weekly/0/from"));
    assertThat(value("/timezone")).isEqualTo("Europe/Copenhagen");
    browser.type("/hours/weekly/0/from", "18:00");
    press("add-exception");
    browser.awaitElement(named("/hours/exceptions/0/from_date"));
    press("save");
    browser.awaitText("Not saved");
    assertThat(browser.textOf("#at-hours-weekly-0 .hints")).contains("Let from come before to");
    assertThat(hint("/hours/exceptions/0/from_date")).isNotEmpty();

    browser.type("/hours/weekly/0/from", "08:30");
    browser.script(
        "document.getElementsByName('/hours/exceptions/0/from_date')[0].value = '2030-12-24'");
    browser.type("/hours/exceptions/0/label", "Christmas");
    press("save");
    browser.awaitText("Saved as revision");
    assertThat(shop.json("/ivr").at("/hours/weekly/0/days")).hasSize(5);
    assertThat(browser.text()).contains("08:30-17:00").contains("While closed");

    browser.open(PAGE + "/try?at=2030-12-24T10:00");
    assertThat(browser.text()).contains("Left a message");
    browser.open(PAGE + "/try?at=2030-12-23T10:00");
    assertThat(browser.text()).contains("In the menu");
  }

  @Test
  void triesTheMenuOutByPressingKeys() {
    reset("Welcome to the harbour.");
    browser.open(PAGE + "/try");
    assertThat(browser.text()).contains("Welcome to the harbour.").contains("In the menu");
    step("5");
    browser.awaitText("Presses 5");
    step("s");
    browser.awaitText("Waits");
    step("1");
    browser.awaitText("Leaves a message in sales");
    assertThat(browser.text()).contains("The call is over.");
    browser.assertAccessible();
    browser.screenshot("menu-tried");

    browser.open(PAGE + "/try?steps=1");
    assertThat(browser.text()).contains("Leaves a message in sales");
    browser.open(PAGE + "/try?from=%2B4520123456&locale=da&at=nonsense&steps=x%27%3E9h1");
    assertThat(browser.text()).contains("•").contains("Hangs up").doesNotContain("Presses 1");
  }

  @Test
  void losesNothingWhenTwoPeopleEditAtOnce() {
    reset("Hello.");
    browser.open(PAGE);
    browser.type("/menus/root/greeting/en/say", "Mine. For sales, press 1.");
    reset("Theirs.");
    press("save");
    browser.awaitText("Somebody else has saved meanwhile");

    assertThat(value("/menus/root/greeting/en/say")).isEqualTo("Mine. For sales, press 1.");
    assertThat(browser.findAll(".changes li")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(browser.textOf(".pair")).contains("Hello.").contains("Theirs.").contains("Mine.");
    assertThat(shop.json("/ivr").at("/menus/root/greeting/en/say").asText()).startsWith("Theirs.");
    browser.assertAccessible();
    browser.screenshot("menu-conflict");

    press("save");
    browser.awaitText("Somebody else has saved meanwhile");
    press("overwrite");
    browser.awaitText("Saved as revision");
    assertThat(shop.json("/ivr").at("/menus/root/greeting/en/say").asText()).startsWith("Mine.");
  }

  @Test
  void comparesRevisionsAndRestoresOne() {
    reset("Once upon a time.");
    long then = shop.json("/ivr").get("revision").asLong();
    reset("These days.");
    browser.open(PAGE + "/history");
    assertThat(browser.textOf(".changes")).contains("root greeting en");
    browser.assertAccessible();
    browser.screenshot("menu-history");
    browser.click("button[name=revision][value='" + then + "']");
    browser.awaitText("Revision " + then + " is back");

    JsonNode now = shop.json("/ivr");
    assertThat(now.at("/menus/root/greeting/en/say").asText()).startsWith("Once upon a time.");
    assertThat(now.get("revision").asLong()).isEqualTo(then + 2);
    browser.open(PAGE + "/history?from=" + then + "&to=" + (then + 2));
    assertThat(browser.text()).contains("Nothing is different.");
  }

  @Test
  void editsTheJsonItself() {
    reset("Hello.");
    browser.open(PAGE);
    browser.type(FIRST + "/label/en", "Bicycles");
    press("json");
    browser.awaitElement("#json");
    String json = value("json");
    assertThat(json).contains("Bicycles").contains("x-theme");
    browser.assertAccessible();
    fill("json", json.replace("}", ""));
    press("form");
    browser.awaitText("things have to be put right");
    assertThat(value("json")).contains("Bicycles");
    fill("json", json.replace("blue", "green"));
    press("form");
    browser.awaitElement(named(FIRST + "/digit"));
    press("save");
    browser.awaitText("Saved as revision");

    assertThat(shop.json("/ivr").get("x-theme").asText()).isEqualTo("green");
    assertThat(shop.json("/ivr").at(FIRST + "/label/en").asText()).isEqualTo("Bicycles");
  }

  @Test
  void needsNoScript() {
    reset("Hello.");
    PagesClient client = PagesClient.loggedIn(shop);
    String token = client.token(PAGE);
    String revision = shop.json("/ivr").get("revision").asText();
    String base = shop.json("/ivr").toString();
    Map<String, String> form =
        Map.of(
            "revision",
            revision,
            "base",
            base,
            "do",
            "add-branch:/menus/root/branches",
            "%2Fmenus%2Froot%2Fgreeting%2Fen%2Fsay",
            "</textarea><script>alert(1)</script>");

    String page = client.post(PAGE, token, form).body();

    assertThat(page)
        .contains("name=\"" + SECOND + "/digit\"")
        .contains("&lt;/textarea&gt;&lt;script&gt;")
        .doesNotContain("<script>alert");
    assertThat(client.post(PAGE, token, Map.of("revision", revision, "base", "?")).statusCode())
        .isEqualTo(400);
    assertThat(client.post(PAGE, "0", form).statusCode()).isEqualTo(403);
  }

  private void reset(String greeting) {
    put(SIMPLE.formatted(greeting));
  }

  private void put(String json) {
    var answer =
        shop.send(
            TestShop.asAdmin(shop.request("/api/admin/phone/ivr"))
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void press(String command) {
    browser.click("button[name=do][value='" + command + "']");
  }

  private void step(String step) {
    browser.click("button[name=then][value='" + step + "']");
  }

  private void fill(String field, String text) {
    browser.script("document.getElementsByName(arguments[0])[0].value = arguments[1]", field, text);
  }

  private static String named(String field) {
    return "[name='" + field + "']";
  }

  private String value(String field) {
    return browser.find(named(field)).getAttribute("value");
  }

  /** What is said about a field that is wrong. */
  private String hint(String field) {
    WebElement wrong = browser.find(named(field));
    assertThat(wrong.getAttribute("aria-invalid")).as(field).isEqualTo("true");
    return browser.textOf("[id='" + wrong.getAttribute("aria-describedby") + "']");
  }
}
