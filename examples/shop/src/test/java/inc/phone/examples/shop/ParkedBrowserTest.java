package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ParkedBrowserTest extends BrowserTest {
  private NotifyTarget target;

  @Override
  Map<String, String> environment() {
    try {
      target = NotifyTarget.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String secret = "a secret of the notifications";
    Map<String, String> environment = SampleCalls.environment(folder);
    environment.put("SHOP_NOTIFY_URL", target.url());
    environment.put(
        "SHOP_NOTIFY_SECRET",
        "whsec_" + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    environment.put("SHOP_NOTIFY_ATTEMPTS", "1");
    return environment;
  }

  @AfterAll
  void closeTarget() {
    target.close();
  }

  @Test
  void parkedDeliveryIsShownAndDeliveredWhenSomebodySaysSo() throws Exception {
    target.answer("fri-3", NotifyTarget.status(500));
    new SampleCalls(shop).ringing("fri-3", "+4588776655", "09:15:44");
    shop.eventually("/deliveries?state=parked", list -> list.get("deliveries").size() == 1);
    browser.open("/admin/telefon/calls");
    browser.follow("Look at it");
    assertThat(browser.text()).contains("Parked deliveries", "notify", "NotAccepted");
    browser.assertAccessible();
    browser.screenshot("parked");
    while (target.next().json().get("attempt").intValue() != 1) {
      // what came before
    }

    target.answer("fri-3", NotifyTarget.status(204));
    browser.go(".actions-cell button");

    assertThat(browser.text()).contains("On their way again: 1.", "Everybody was told everything.");
    assertThat(target.next().callId()).isEqualTo("fri-3");
    browser.open("/admin/audit");
    assertThat(browser.text()).contains("Had deliveries tried again");
  }
}
