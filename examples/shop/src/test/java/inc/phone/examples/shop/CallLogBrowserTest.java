package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallLogBrowserTest extends BrowserTest {
  @Override
  Map<String, String> environment() {
    return SampleCalls.environment(folder);
  }

  @BeforeAll
  void fill() {
    new SampleCalls(shop).fill();
  }

  @Test
  void callsAppearAndChangeWhileSomebodyLooks() {
    browser.open("/admin/telefon/calls");
    assertThat(browser.text()).doesNotContain("+4555667788");

    new SampleCalls(shop).ringing("live-1", "+4555667788", "11:00:00");
    browser.awaitText("+4555667788");
    String row = "//tr[contains(., '+4555667788')]";
    assertThat(browser.textAt(row)).contains("Ringing");

    shop.accept(Bodies.ended("live-1", "+4555667788", "11:00:40"));
    browser.await(path -> browser.textAt(row).contains("Missed"));
    browser.screenshot("call-log-live");
  }

  @Test
  void listsBothDirectionsWithCustomersAndLengths() {
    browser.open("/admin/telefon/calls");

    assertThat(browser.textAt("//tr[contains(., 'fri-1') or .//a[contains(@href, 'fri-1')]]"))
        .contains("Astrid Holm", "Ended", "3:14");
    assertThat(browser.find("a[href$='fri-4']").getAttribute("aria-label")).contains("11:48");
    assertThat(browser.findAll(".direction.out")).hasSize(1);
    browser.screenshot("call-log");
    browser.open("/admin/telefon/calls?customer=c101");
    assertThat(browser.findAll("tbody tr")).hasSize(2);
  }

  @Test
  void showsWhatWasSaidByWhomAndWhatHappened() {
    browser.open("/admin/telefon/calls/fri-1");

    assertThat(browser.text())
        .contains("Astrid asked when order 4711 arrives")
        .contains("Handled by")
        .containsSubsequence("Søren Kjær", "Harbour Cycles, you are", "Caller", "it's Astrid")
        .containsSubsequence("The call came in", "A branch was chosen", "Answered", "Transcribed");
    browser.assertAccessible();
    browser.screenshot("call");
  }

  @Test
  void callOfAStrangerCanBeAssignedAndStaysSo() {
    browser.open("/admin/telefon/calls/fri-3");
    assertThat(browser.text()).contains("Not a customer");

    browser.type("find", "oliver");
    browser.go("#assign form button");
    browser.awaitText("Oliver Bech");
    browser.go("button[value='c104']");
    browser.awaitText("This call is Oliver Bech's now.");
    browser.screenshot("call-assigned");

    shop.deliver(Bodies.ended("fri-3", "+4588776655", "09:16:00"));
    assertThat(shop.call("fri-3").get("customer_id").textValue()).isEqualTo("c104");
    browser.open("/admin/audit");
    assertThat(browser.text()).contains("Assigned a call to a customer", "fri-3");
  }

  @Test
  void whatCouldNotBeReadIsShownAndTriedAgain() {
    shop.deliver("{\"event\": \"call.ended\", \"data\": {");
    browser.open("/admin/telefon/calls");
    browser.follow("Look at it");
    assertThat(browser.text()).contains("Quarantine", "malformed JSON");
    browser.assertAccessible();

    browser.go("form.foot button");
    browser.awaitText("Taken in: 0. Still here: 1.");
    browser.screenshot("quarantine");
  }
}
