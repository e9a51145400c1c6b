package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

class VoicemailsBrowserTest extends BrowserTest {
  private static final String PAGE = "/admin/telefon/voicemails";

  @Override
  Map<String, String> environment() {
    return SampleCalls.environment(folder);
  }

  @BeforeAll
  void fill() {
    SampleCalls calls = new SampleCalls(shop);
    calls.fill();
    for (int i = 0; i < 30; i++) {
      String time = "06:%02d:00".formatted(i);
      calls.voicemail("old-" + i, "+4511223344", time, "support", "Number " + i + " of many");
    }
  }

  @Test
  void findsVoicemailsByTextBranchCustomerAndDay() {
    browser.open(PAGE);
    browser.screenshot("voicemails");
    browser.type("q", "BICYCLES");
    browser.go(".filters button");
    assertThat(texts()).singleElement().asString().contains("for children");

    browser.open(PAGE);
    browser.choose("branch", "Sales");
    browser.choose("match", "Customers");
    browser.go(".filters button");
    assertThat(texts()).singleElement().asString().contains("ladcykel");
    assertThat(browser.textOf(".message")).contains("Freja Lund", "Sales");
    browser.screenshot("voicemails-filtered");

    browser.open(PAGE + "?from=2026-05-20");
    assertThat(browser.text()).contains("No voicemail is like that");
    browser.open(PAGE + "?from=2026-05-15&to=2026-05-15&match=yes");
    assertThat(texts()).hasSize(2);
  }

  @Test
  void daysAreThoseOfTheShopsZone() {
    new SampleCalls(shop).voicemail("late", "+4511223344", "22:30:00", "sales", "After midnight");

    browser.open(PAGE + "?from=2026-05-16&to=2026-05-16");

    assertThat(texts()).containsExactly("After midnight");
    assertThat(browser.textOf(".message")).contains("16 May 2026, 00:30");
  }

  @Test
  void everyVoicemailIsOnOnePage() {
    browser.open(PAGE + "?q=of+many");
    List<String> first = texts();
    browser.follow("Older");
    browser.await(path -> path.contains("cursor="));
    List<String> second = texts();

    assertThat(first).hasSize(25).doesNotContainAnyElementsOf(second);
    assertThat(second).hasSize(5);
    browser.follow("Newest");
    browser.await(path -> !path.contains("cursor="));
    assertThat(texts()).isEqualTo(first);
  }

  @Test
  void remembersWhatSomebodyListenedToWithoutLeavingThePage() {
    browser.open(PAGE + "?q=chain");
    assertThat(browser.findAll(".message.new")).hasSize(1);

    browser.click(".message form button");
    browser.awaitText("Mark as new");
    assertThat(browser.path()).isEqualTo(PAGE + "?q=chain");
    assertThat(browser.findAll(".message.heard")).hasSize(1);

    browser.open(PAGE + "?q=chain");
    assertThat(browser.findAll(".message.heard")).hasSize(1);
  }

  @Test
  void linksToTheCustomerAndTheCall() {
    browser.open(PAGE + "?q=chain");

    assertThat(browser.find(".message .who").getAttribute("href"))
        .endsWith("/admin/customers/c102");
    browser.go(".message .when");
    browser.awaitText("About this call");
    assertThat(browser.text()).contains("My chain came off");
    browser.assertAccessible();
  }

  @Test
  void listenedFlagNeedsNoScript() {
    PagesClient client = PagesClient.loggedIn(shop);
    String token = client.token(PAGE);
    Map<String, String> form =
        Map.of("call", "fri-6", "voicemail", "vm-fri-6", "listened", "yes", "back", "?q=six");

    var answer = client.post(PAGE + "/listened", token, form);

    assertThat(answer.headers().firstValue("Location")).contains(PAGE + "?q=six");
    assertThat(client.get(PAGE + "?q=six").body())
        .contains("Marked as listened to.")
        .contains("Mark as new");
    assertThat(client.post(PAGE + "/listened", token, Map.of("call", "fri-6", "voicemail", "x")))
        .extracting(made -> made.statusCode())
        .isEqualTo(404);
  }

  private List<String> texts() {
    return browser.findAll(".said").stream().map(WebElement::getText).toList();
  }
}
