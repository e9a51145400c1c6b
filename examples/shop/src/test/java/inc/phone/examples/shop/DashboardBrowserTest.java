package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody looks at what happened on the phone. */
class DashboardBrowserTest extends BrowserTest {
  private static final int CALLS = 120;
  private static final ZoneId SHOP = ZoneId.of("Europe/Copenhagen");
  private static final Random RANDOM = new Random(4);

  private static final String MENU =
      """
      {"schema_version":1,"default_locale":"da","locales":["da","en"],"entry":"root",
       "timezone":"Europe/Copenhagen",
       "hours":{"weekly":[{"days":["mon","tue","wed","thu","fri"],"from":"09:00","to":"17:00"}],
         "closed":{"type":"voicemail","mailbox":"night"}},
       "menus":{
        "root":{
         "greeting":{"da":{"say":"Velkommen til Harbour Cycles. For salg, tryk 1. For værkstedet, tryk 2. For levering, tryk 3."},
           "en":{"say":"Welcome to Harbour Cycles. For sales, press 1. For the workshop, press 2. For delivery, press 3."}},
         "branches":[
          {"digit":"1","id":"b-1","label":{"da":"Salg","en":"Sales"},"action":{"type":"forward","to":"+4570707071",
            "no_answer":{"type":"voicemail","mailbox":"sales"}}},
          {"digit":"2","id":"b-2","label":{"da":"Værksted","en":"Workshop"},"action":{"type":"ai_receptionist",
            "agent":"workshop","limits":{"max_duration_secs":300},
            "first_message":{"da":{"say":"Hej, du taler med en assistent."},"en":{"say":"Hello, this is an assistant."}},
            "handoffs":[{"id":"person","when":"asked","action":{"type":"forward","to":"+4570707072",
              "no_answer":{"type":"voicemail","mailbox":"workshop"}}}],
            "fallback":{"type":"voicemail","mailbox":"workshop"}}},
          {"digit":"3","id":"b-3","label":{"da":"Levering","en":"Delivery"},"action":{"type":"menu","menu":"delivery"}}]},
        "delivery":{
         "greeting":{"da":{"say":"For status, tryk 1. Tilbage, tryk stjerne."},"en":{"say":"For the status, press 1. To go back, press star."}},
         "branches":[
          {"digit":"1","id":"status","label":{"da":"Status","en":"Status"},"action":{"type":"voicemail","mailbox":"delivery"}},
          {"digit":"*","id":"back","label":{"da":"Tilbage","en":"Back"},"action":{"type":"back"}}]}}}
      """;

  private int thisWeek;

  /** Some weeks with more calls in the middle of the day; every sixth is lost, the others wait. */
  @BeforeAll
  void play() {
    assertThat(shop.admin("PUT", "/ivr", MENU).statusCode()).isEqualTo(200);
    int wait = 0;
    ZonedDateTime midnight = LocalDate.now(SHOP).atStartOfDay(SHOP);
    for (int i = 0; i < CALLS; i++) {
      int daysAgo = 1 + RANDOM.nextInt(24);
      int hour = 8 + (RANDOM.nextInt(6) + RANDOM.nextInt(6));
      ZonedDateTime start =
          midnight.minusDays(daysAgo).plusHours(hour).plusSeconds(RANDOM.nextInt(3600));
      String branch = "b-" + (i % 5 < 3 ? 1 : i % 5 - 1);
      call("c" + i, start.toInstant(), i % 6 == 0 ? null : ++wait, branch);
      thisWeek += daysAgo < 7 ? 1 : 0;
    }
    shop.call("c119");
  }

  @Test
  void showsHowManyCallsAndHowLongTheyWaited() {
    browser.open("/admin/dashboard?days=30");

    assertThat(browser.textOf(".tiles")).contains("Calls\n120", "Answered\n100", "Missed\n20");
    assertThat(browser.textOf(".tiles"))
        .contains("Time to answer\n0:50", "nine of ten within 1:30");
    assertThat(browser.findAll(".chart")).hasSize(2);
    assertThat(browser.textOf(".picture")).contains("72").contains("24");
    browser.assertAccessible();
    browser.screenshot("dashboard");
    browser.dark(true);
    browser.screenshot("dashboard-dark");
    browser.dark(false);

    browser.click("details summary");
    browser.awaitElement("details[open] table");
    assertThat(browser.textOf(".figures")).contains("Hour", "Answered");
    browser.assertAccessible();
    browser.phone(true);
    browser.screenshot("dashboard-phone");
    assertThat(browser.isWiderThanItsWindow()).isFalse();
  }

  @Test
  void countsTheDaysThatAreAskedFor() {
    browser.open("/admin/dashboard");
    assertThat(browser.textOf(".tiles")).contains("Calls\n" + thisWeek);
    browser.follow("Today");
    browser.await(path -> path.contains("days=1"));
    assertThat(browser.textOf(".tiles")).contains("Calls\n0");
    assertThat(browser.findAll(".chart")).hasSize(1);
    browser.open("/admin/dashboard?days=%3Cscript%3E");
    assertThat(browser.textOf(".tiles")).contains("Calls\n" + thisWeek);
  }

  @Test
  void showsCallsOnThePictureBesideTheForm() {
    browser.open("/language/en?next=/admin/telefon");
    browser.reloadUntil("\n72"); // on a line of its own: a number ends so too

    assertThat(browser.textOf(".picture")).contains("Workshop").contains("72").contains("24");
    browser.assertAccessible();
    browser.screenshotOfWindow("telefon", 1440, 960);
    browser.dark(true);
    browser.screenshotOfWindow("telefon-dark", 1440, 960);
    browser.dark(false);
    browser.open("/admin/telefon/try?steps=2f");
    browser.screenshotOfWindow("telefon-try", 1440, 960);
    browser.open("/admin/dashboard?days=30");
    browser.screenshotOfWindow("dashboard-window", 1440, 960);
    browser.phone(true);
    browser.open("/language/da?next=/admin/telefon");
    browser.screenshot("telefon-phone");
    browser.assertAccessible();
    assertThat(browser.isWiderThanItsWindow()).isFalse();
    browser.open("/language/en?next=/admin/telefon");
  }

  private void call(String id, Instant start, Integer wait, String branch) {
    String answered = wait == null ? "null" : '"' + start.plusSeconds(wait).toString() + '"';
    Instant end = start.plusSeconds(200);
    shop.accept(event("call.initiated", start, id, start, "null", "ringing"));
    shop.accept(
        """
        {"event_id":"b-%1$s","event_type":"branch_selected","event_ts":"%2$s","call_id":"%1$s",
        "from":"+4520123456","digit":1,"branch_id":"%3$s"}"""
            .formatted(id, start.plusSeconds(2), branch));
    shop.accept(event("call.ended", end, id, start, answered, "ended"));
  }

  private static String event(
      String type, Instant at, String id, Instant start, String answered, String state) {
    return """
    {"event":"%s","timestamp":"%s","data":{"id":"%s","from":"+4520123456","to":"+4570707070",
    "direction":"inbound","state":"%s","started_at":"%s","answered_at":%s}}"""
        .formatted(type, at, id, state, start, answered);
  }
}
