package inc.phone.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.testkit.EventBodies;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
class ActuatorTest extends ShopTest {
  private static final Pattern VALUE = Pattern.compile("\"value\":([0-9.E]+)");

  @Test
  void deliveriesAreCounted() throws Exception {
    byte[] body = EventBodies.envelope("call.initiated", "10:00:00", "m1", "ringing", "null", "");
    byte[] unknown = EventBodies.envelope("call.hummed", "10:00:01", "m1", "ringing", "null", "");
    double accepted = value("accepted?tag=type:call.initiated");
    double duplicates = value("duplicate?tag=differs:false");
    double rejected = value("rejected?tag=reason:mismatch");
    double quarantined = value("quarantined");
    deliver(body);
    deliver(body);
    deliver(unknown);
    deliver(EventBodies.bytes("not JSON"));
    send(signed(body, "not-one-of-our-secrets"));

    assertThat(value("accepted?tag=type:call.initiated")).isEqualTo(accepted + 1);
    assertThat(value("duplicate?tag=differs:false")).isEqualTo(duplicates + 1);
    assertThat(value("rejected?tag=reason:mismatch")).isEqualTo(rejected + 1);
    assertThat(value("quarantined")).isEqualTo(quarantined + 1);
    assertThat(value("queue")).isZero();
    assertThat(metric("accepted")).contains("call.initiated", "other").doesNotContain("hummed");
    assertThat(metric("commit")).contains("TOTAL_TIME");
    assertThat(metric("batch.events")).contains("COUNT");
    assertThat(metric("received.bytes")).contains("TOTAL");
  }

  @Test
  void healthSaysThatThePhoneIsUp() throws Exception {
    assertThat(actuator("health").statusCode()).isEqualTo(200);
    assertThat(actuator("health/phone").body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void theInternetSeesNoneOfThis() throws Exception {
    assertThat(send(request(port, "/actuator/metrics")).statusCode()).isEqualTo(404);
    assertThat(send(request(port, "/actuator/health")).statusCode()).isEqualTo(404);
  }

  /** The first value of a metric, 0 for one that was never counted. */
  private double value(String name) throws Exception {
    Matcher value = VALUE.matcher(metric(name));
    return value.find() ? Double.parseDouble(value.group(1)) : 0;
  }

  private String metric(String name) throws Exception {
    return actuator("metrics/phone.webhook." + name).body();
  }
}
