package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.examples.simulator.PhoneIncSimulator;
import inc.phone.examples.simulator.delivery.Dials;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;

/** One day in the life of the integration: set up, tried, used, given new secrets, taken down. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntegrationBrowserTest extends BrowserTest {
  private static final String PAGE = "/admin/integrations";
  private static final String KEY = "phk_a_key_that_nobody_may_see";
  private static final String SECRET = "a secret that nobody may see";

  private PhoneIncSimulator phoneInc;

  /** Nothing of Phone.inc is in the environment, but there is a key to save settings with. */
  @Override
  Map<String, String> environment() {
    Map<String, String> environment = SampleCalls.environment(folder);
    environment.keySet().removeIf(name -> name.startsWith("PHONE_INC_"));
    environment.put("SHOP_SECRET_KEYS", "k1:" + Base64.getEncoder().encodeToString(new byte[32]));
    environment.put("LIVEKIT_URL", "wss://media.example");
    environment.put("LIVEKIT_API_KEY", "APIkeyOfTheTests");
    environment.put("LIVEKIT_API_SECRET", "a secret of the tests that is long enough");
    return environment;
  }

  @BeforeAll
  void startPhoneInc() {
    phoneInc =
        PhoneIncSimulator.builder()
            .host("127.0.0.1")
            .port(0)
            .apiKey(KEY)
            .secret(SECRET)
            .seed(7)
            .dials(Dials.rough())
            .pace(Duration.ofMillis(30))
            .retryWait(Duration.ofMillis(100))
            .start();
  }

  @AfterAll
  void stopPhoneInc() {
    phoneInc.close();
  }

  @Test
  @Order(1)
  void withoutSettingsThePhoneIsNowhere() {
    browser.open("/admin");

    assertThat(browser.path()).isEqualTo(PAGE);
    assertThat(browser.textOf(".menu")).doesNotContain("Telefon");
    browser.open("/admin/telefon/calls");
    assertThat(browser.path()).isEqualTo(PAGE);
    assertThat(health()).isEqualTo(503);
    browser.screenshot("integrations-off");
  }

  @Test
  @Order(2)
  void settingsTurnItOnAndNoSecretIsShownAgain() {
    browser.open(PAGE);
    browser.type("workspace_id", "ws_harbour");
    browser.type("api_key", KEY);
    browser.click("details.field summary");
    browser.type("base_url", phoneInc.baseUrl().toString());
    browser.go("form[action$='/settings'] button.primary");
    assertThat(browser.text()).contains("Saved. The integration is on.");
    assertThat(browser.textOf(".menu")).contains("Telefon");

    browser.type("secret", SECRET);
    browser.go("form[action$='/secrets'] button");
    assertThat(browser.text()).contains("counts from now on");
    assertThat(browser.source()).doesNotContain(KEY).doesNotContain(SECRET);
    browser.assertAccessible();
    browser.screenshot("integrations");
  }

  @Test
  @Order(3)
  void connectionIsTriedAndTheShopSubscribed() {
    browser.open(PAGE);
    browser.go("form[action$='/test'] button");
    assertThat(browser.text()).contains("The connection works. Webhooks at Phone.inc: 0.");

    browser.go("form[action$='/subscribe'] button");
    assertThat(browser.text()).contains("Subscribed. Calls are reported from now on.");
    browser.go("form[action$='/subscribe'] button");
    assertThat(browser.text()).contains("The subscription was right already.");
    browser.go("form[action$='/test'] button");
    assertThat(browser.text()).contains("Webhooks at Phone.inc: 1.");
  }

  @Test
  @Order(4)
  void callsOfPhoneIncAppearWhileSomebodyLooks() throws InterruptedException {
    browser.open("/admin/telefon/calls");
    assertThat(browser.text()).contains("Nobody has called yet.");

    phoneInc.play(12);

    browser.await(path -> browser.findAll("tbody tr .direction").size() == 12);
    assertThat(phoneInc.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    browser.screenshot("call-log-simulator");
    browser.open("/admin/telefon/voicemails");
    browser.screenshot("voicemails-simulator");
  }

  @Test
  @Order(5)
  void tokenForATestCallIsShownOnlyToWhoeverAsks() {
    browser.open(PAGE);
    browser.go("form[action$='/call'] button:not(.quiet)");
    assertThat(browser.textOf("#call")).contains("wss://media.example", "Expires");
    assertThat(browser.source()).doesNotContain("eyJ");
    browser.screenshot("test-call");

    browser.go("form[action$='/call'] button.quiet");
    assertThat(browser.textOf("#call .token")).startsWith("eyJ");
  }

  @Test
  @Order(6)
  void anotherKeyIsRefusedByPhoneIncAndSaidSo() {
    browser.open(PAGE);
    browser.type("api_key", "phk_another_key_altogether_0000");
    browser.go("form[action$='/settings'] button.primary");
    browser.go("form[action$='/test'] button");
    assertThat(browser.text()).contains("Phone.inc does not accept the key.");

    browser.type("api_key", KEY);
    browser.go("form[action$='/settings'] button.primary");
    browser.go("form[action$='/test'] button");
    assertThat(browser.text()).contains("The connection works.");
  }

  @Test
  @Order(7)
  void secretsAreRotated() {
    browser.open(PAGE);
    String first = browser.findAll(".choices .id").get(0).getText();
    browser.type("secret", "the secret of the next season");
    browser.go("form[action$='/secrets'] button");
    assertThat(browser.findAll(".choices li")).hasSize(2);

    browser.go("button[value='" + first + "']");
    assertThat(browser.text()).contains("The secret " + first + " does not count any more.");
    assertThat(browser.findAll(".choices li")).hasSize(1);
    assertThat(browser.find(".choices").findElements(By.tagName("time"))).hasSize(1);
  }

  @Test
  @Order(8)
  void withoutAKeyTheIntegrationIsOffAgainAndTheCallsAreStillTheShops() {
    browser.open(PAGE);
    browser.click("input[name='remove_key']");
    browser.go("form[action$='/settings'] button.primary");

    assertThat(browser.text()).contains("Saved. The integration is off.");
    assertThat(browser.textOf(".menu")).doesNotContain("Telefon");
    assertThat(health()).isEqualTo(503);
    assertThat(shop.json("/calls").get("calls")).hasSize(12);
    browser.screenshot("integrations-off-again");
  }

  @Test
  @Order(9)
  void everyChangeIsInTheAuditLogWithoutASecret() {
    browser.open("/admin/audit");

    assertThat(browser.text())
        .contains("Saved the settings of Phone.inc", "Added a webhook secret")
        .contains("Retired a webhook secret", "Subscribed to webhooks", "Asked for a token");
    assertThat(browser.source()).doesNotContain(KEY).doesNotContain(SECRET);
    browser.screenshot("audit");
  }

  private int health() {
    HttpResponse<String> answer =
        shop.send(shop.request("/api/phone/webhook").POST(BodyPublishers.ofString("{}")));
    return answer.statusCode();
  }
}
