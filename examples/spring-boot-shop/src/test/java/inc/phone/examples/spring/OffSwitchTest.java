package inc.phone.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.testkit.EventBodies;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "phone-inc.api-key=")
class OffSwitchTest extends ShopTest {
  @Test
  void withoutAnApiKeyEveryDeliveryIs503AndTheShopIsWell() throws Exception {
    byte[] body = EventBodies.envelope("call.initiated", "10:00:00", "off", "ringing", "null", "");
    HttpResponse<String> answer = deliver(body);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"error\":\"temporarily unavailable\"}");
    String rows = "SELECT count(*) FROM phone_call WHERE call_id = 'off'";
    assertThat(database.queryForObject(rows, Long.class)).isZero();

    assertThat(actuator("health").statusCode()).isEqualTo(200);
    assertThat(actuator("health/phone").body()).contains("UNKNOWN", "no API key");
  }
}
