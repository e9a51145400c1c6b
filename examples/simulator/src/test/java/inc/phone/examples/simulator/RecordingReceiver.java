package inc.phone.examples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inc.phone.examples.simulator.delivery.Transport;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver that verifies by itself, without the SDK, and remembers all it was sent. */
final class RecordingReceiver implements Transport {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static final String SECRET = "a secret of the test";

  /** One request; its status is what the receiver answered. */
  record Delivery(
      Duration at, String url, Map<String, String> headers, String body, boolean authentic) {
    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (JsonProcessingException e) {
        throw new AssertionError(body, e);
      }
    }

    boolean flat() {
      return json().has("event_type");
    }

    String callId() {
      return flat() ? json().get("call_id").textValue() : json().at("/data/id").textValue();
    }

    String type() {
      return json().get(flat() ? "event_type" : "event").textValue();
    }

    String time() {
      return json().get(flat() ? "event_ts" : "timestamp").textValue();
    }

    /** Which event it tells; at most one of a type in the life of a simulated call. */
    String event() {
      return callId() + " " + type();
    }
  }

  private final VirtualTime time;
  private final ToIntFunction<Delivery> answer;
  private final List<Delivery> deliveries = new ArrayList<>();

  RecordingReceiver(VirtualTime time, ToIntFunction<Delivery> answer) {
    this.time = time;
    this.answer = answer;
  }

  @Override
  public void send(String url, Map<String, String> headers, byte[] body, IntConsumer onStatus) {
    boolean authentic = isAuthentic(headers.get("X-Phone-Inc-Signature"), body);
    Delivery delivery =
        new Delivery(time.now(), url, Map.copyOf(headers), new String(body, UTF_8), authentic);
    deliveries.add(delivery);
    onStatus.accept(authentic ? answer.applyAsInt(delivery) : 401);
  }

  List<Delivery> all() {
    return deliveries;
  }

  List<Delivery> authentic() {
    return deliveries.stream().filter(Delivery::authentic).toList();
  }

  static boolean isAuthentic(String signature, byte[] body) {
    if (signature == null) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return MessageDigest.isEqual(HexFormat.of().parseHex(signature), mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
