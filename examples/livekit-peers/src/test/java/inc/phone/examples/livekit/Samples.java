package inc.phone.examples.livekit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.settings.Secret;
import inc.phone.token.MediaAccess;
import inc.phone.token.MediaSource;
import inc.phone.token.MediaToken;
import inc.phone.token.MediaTokenIssuer;
import inc.phone.webhooks.WebhookRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What both sides are given. */
final class Samples {
  static final String API_KEY = "APIpeers0000001";
  static final String SECRET = "only-for-tests-only-for-tests-000001";
  static final ObjectMapper JSON = new ObjectMapper();

  static final String BODY =
      """
      {"event":"participant_joined","room":{"sid":"RM_1","name":"call-1"},"participant":{"sid":"PA_1",
      "identity":"sip_+4520123456","joinedAt":"1795251999","name":"Jørgen 🎧","kind":"SIP",
      "attributes":{"sip.callID":"SCL_1","sip.phoneNumber":"+4520123456"}},
      "id":"EV_1","createdAt":"1795252000"}""";

  private Samples() {}

  /** A token of ours with every claim that a participant's can have. */
  static MediaToken participantToken() {
    MediaAccess access =
        MediaAccess.builder()
            .identity("admin-test-call:7f3a")
            .name("Admin test call")
            .metadata("{\"workspace\":\"ws_ø\"}")
            .attribute("purpose", "admin-test-call")
            .joinRoom("admin-test-7f3a")
            .publish(MediaSource.MICROPHONE)
            .subscribe()
            .emptyTimeout(Duration.ofSeconds(30))
            .maxParticipants(2)
            .dispatchAgent("telephony-agent", "{\"ivr_branch\":\"support\"}")
            .build();
    return issuer().issue(access, Duration.ofMinutes(2));
  }

  /** A token of ours with every claim that a service's can have. */
  static MediaToken serviceToken() {
    MediaAccess access =
        MediaAccess.builder()
            .administerRoom("call-1")
            .createRooms()
            .recordRooms()
            .placeCalls()
            .build();
    return issuer().issue(access, Duration.ofMinutes(2));
  }

  static MediaTokenIssuer issuer() {
    return MediaTokenIssuer.builder(API_KEY, Secret.of(SECRET)).build();
  }

  static WebhookRequest request(String authorization, String body) {
    return WebhookRequest.of(
        null, Map.of("Authorization", List.of(authorization)), body.getBytes(UTF_8));
  }

  /** What a token says, without its times and without grants that are empty. */
  static JsonNode claims(String token) {
    String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
    return withoutTimes((ObjectNode) json(payload));
  }

  static ObjectNode withoutTimes(ObjectNode claims) {
    claims.remove(List.of("exp", "nbf", "iat"));
    for (String grants : List.of("sip", "video")) {
      if (claims.path(grants).isObject() && claims.get(grants).isEmpty()) {
        claims.remove(grants);
      }
    }
    return claims;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
