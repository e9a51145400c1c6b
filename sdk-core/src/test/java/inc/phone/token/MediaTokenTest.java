package inc.phone.token;

import static inc.phone.internal.crypto.ForgedJwt.HEADER;
import static inc.phone.internal.crypto.ForgedJwt.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTokenTest {
  private static final String API_KEY = "APItestkey00001";
  private static final String SECRET = "test-only-secret-test-only-secret-0001";
  private static final Instant NOW = Instant.ofEpochSecond(1_795_252_000);
  private static final IntegrationSettings ON =
      IntegrationSettings.builder().workspaceId("ws_1").apiKey(Secret.of("key")).build();

  /** The claims of the vector, which LiveKit's own SDK wrote; what may not be done is added. */
  @Test
  void saysWhatLiveKitsOwnTokenSays() {
    MediaAccess access =
        MediaAccess.builder()
            .identity("admin-test-call:7f3a")
            .name("Admin test call")
            .metadata("{\"workspace\":\"ws_1\"}")
            .attribute("purpose", "admin-test-call")
            .joinRoom("admin-test-7f3a")
            .publish(MediaSource.MICROPHONE)
            .subscribe()
            .publishData()
            .emptyTimeout(Duration.ofSeconds(30))
            .maxParticipants(2)
            .dispatchAgent("telephony-agent", "{\"ivr_branch\":\"support\"}")
            .build();

    assertThat(json(issuer().build().issue(access, Duration.ofMinutes(2))))
        .isEqualTo(
            json(
                """
                {"iss":"APItestkey00001","exp":1795252120,"nbf":1795252000,
                 "sub":"admin-test-call:7f3a","name":"Admin test call",
                 "metadata":"{\\"workspace\\":\\"ws_1\\"}",
                 "attributes":{"purpose":"admin-test-call"},
                 "roomConfig":{"empty_timeout":30,"max_participants":2,"agents":[
                   {"agent_name":"telephony-agent","metadata":"{\\"ivr_branch\\":\\"support\\"}"}]},
                 "video":{"roomJoin":true,"room":"admin-test-7f3a","canPublish":true,
                   "canSubscribe":true,"canPublishData":true,"canPublishSources":["microphone"]}}"""));
  }

  @Test
  void aTestCallIsTwoMinutesOfMicrophoneAndNothingElse() {
    MediaToken token = issuer().build().adminTestCall("ws_1").orElseThrow();

    assertThat(token.identity()).matches("admin-test-call:[0-9a-f]{32}");
    assertThat(token.room()).matches("admin-test-[0-9a-f]{32}");
    assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(120));
    assertThat(json(token))
        .isEqualTo(
            json(
                """
                {"iss":"APItestkey00001","exp":1795252120,"nbf":1795252000,"sub":"%s",
                 "name":"Admin test call","metadata":"{\\"workspace\\":\\"ws_1\\"}",
                 "attributes":{"purpose":"admin-test-call"},
                 "video":{"roomJoin":true,"room":"%s","canPublish":true,"canSubscribe":true,
                   "canPublishData":false,"canPublishSources":["microphone"]}}"""
                    .formatted(token.identity(), token.room())));
  }

  @Test
  void everyTestCallHasARoomOfItsOwn() {
    MediaTokenIssuer issuer = issuer().build();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      MediaToken token = issuer.adminTestCall("ws_1").orElseThrow();
      names.add(token.room());
      names.add(token.identity());
    }
    assertThat(names).hasSize(200);
  }

  @Test
  void sendsAnAgentToTestCallsIfThereIsOne() {
    MediaToken token =
        issuer().testCallAgent("telephony-agent").build().adminTestCall("ws_1").get();

    assertThat(json(token).get("roomConfig"))
        .isEqualTo(json("{\"agents\":[{\"agent_name\":\"telephony-agent\",\"metadata\":\"\"}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ws_2", "WS_1", "ws_1 ", "ws_"})
  void signsNothingForAnotherWorkspace(String workspace) {
    Refusing random = new Refusing();
    MediaTokenIssuer issuer = issuer().random(random).build();

    assertThat(issuer.adminTestCall(workspace)).isEmpty();
    assertThatThrownBy(() -> issuer.adminTestCall("ws_1")).isSameAs(random.asked);
  }

  @Test
  void followsTheSettingsAndSignsNothingWhileTheyAreOff() {
    AtomicReference<IntegrationSettings> settings =
        new AtomicReference<>(IntegrationSettings.builder().build());
    MediaTokenIssuer issuer = issuer().settings(settings::get).build();

    assertThat(issuer.adminTestCall("")).isEmpty();
    settings.set(ON);
    assertThat(issuer.adminTestCall("ws_1")).isPresent();
    settings.set(ON.toBuilder().apiKey(Secret.of("")).build());
    assertThat(issuer.adminTestCall("ws_1")).isEmpty();
    settings.set(ON.toBuilder().workspaceId("ws_2").build());
    assertThat(issuer.adminTestCall("ws_1")).isEmpty();
    assertThat(MediaTokenIssuer.builder(API_KEY, Secret.of(SECRET)).build().adminTestCall(""))
        .isEmpty();
  }

  @Test
  void noLifetimeExceedsTheMaximum() {
    MediaTokenIssuer issuer = issuer().maxLifetime(Duration.ofSeconds(90)).build();

    assertThat(issuer.issue(service(), Duration.ofSeconds(90)).expiresAt())
        .isEqualTo(NOW.plusSeconds(90));
    assertThat(issuer.adminTestCall("ws_1").orElseThrow().expiresAt())
        .isEqualTo(NOW.plusSeconds(90));
    for (String lifetime :
        new String[] {"PT1M31S", "PT1M30.000000001S", "PT0.999S", "PT0S", "PT-1S"}) {
      assertThatThrownBy(() -> issuer.issue(service(), Duration.parse(lifetime)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("lifetime must be PT1S to PT1M30S, was " + lifetime);
    }
    assertThatThrownBy(() -> issuer().build().issue(service(), Duration.ofSeconds(301)))
        .hasMessage("lifetime must be PT1S to PT5M, was PT5M1S");
    assertThatThrownBy(() -> issuer().maxLifetime(Duration.ofSeconds(901)))
        .hasMessage("maxLifetime must be PT1S to PT15M, was PT15M1S");
    assertThatThrownBy(() -> issuer().maxLifetime(Duration.ZERO))
        .hasMessage("maxLifetime must be PT1S to PT15M, was PT0S");
  }

  @Test
  void readsItsOwnTokensUntilTheyEnd() {
    MediaTokenIssuer issuer = issuer().build();
    MediaToken token = issuer.adminTestCall("ws_1").orElseThrow();
    Optional<MediaToken> read = issuer.verifier().verify(token.text());

    assertThat(read.orElseThrow().claims()).isEqualTo(token.claims());
    assertThat(read.orElseThrow().room()).isEqualTo(token.room());
    assertThat(at(NOW.plusSeconds(180)).verify(token.text())).isPresent();
    assertThat(at(NOW.plusSeconds(181)).verify(token.text())).isEmpty();
    assertThat(at(NOW.minusSeconds(61)).verify(token.text())).isEmpty();
    assertThat(issuer.verifier().verify(null)).isEmpty();
    assertThat(issuer.verifier().verify(token.text() + "x")).isEmpty();
  }

  /** What JwtVerifierTest shows of tokens in general is not repeated; this is what grants add. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"iss\":\"APItestkey00001\",\"exp\":1795252120}",
        "{\"iss\":\"APItestkey00001\",\"exp\":1795252120,\"video\":[]}",
        "{\"iss\":\"APItestkey00001\",\"exp\":1795252120,\"video\":{},\"sha256\":\"x\"}",
        "{\"iss\":\"APItestkey00001\",\"exp\":1795252120,\"video\":{},\"sha256\":7}",
        "{\"iss\":\"APItestkey00001\",\"exp\":1795252961,\"video\":{}}",
        "{\"iss\":\"APItestkey00001\",\"exp\":999999999999,\"video\":{}}",
        "{\"iss\":\"APIother\",\"exp\":1795252120,\"video\":{}}",
        "{\"iss\":\"APItestkey00001\",\"video\":{}}"
      })
  void refusesAuthenticTokensThatAreNoShortAccess(String claims) {
    assertThat(at(NOW).verify(signed(SECRET, HEADER, claims))).isEmpty();
  }

  @Test
  void acceptsTokensUpToTheLongestLife() {
    String claims = "{\"iss\":\"APItestkey00001\",\"exp\":1795252960,\"video\":{\"room\":\"r\"}}";

    MediaToken token = at(NOW).verify(signed(SECRET, HEADER, claims)).orElseThrow();
    assertThat(token.room()).isEqualTo("r");
    assertThat(token.identity()).isNull();
  }

  @Test
  void writesGrantsOfServices() {
    MediaAccess access =
        MediaAccess.builder()
            .administerRoom("room-1")
            .createRooms()
            .recordRooms()
            .placeCalls()
            .build();

    assertThat(json(issuer().build().issue(access, Duration.ofSeconds(1))))
        .isEqualTo(
            json(
                """
                {"iss":"APItestkey00001","exp":1795252001,"nbf":1795252000,
                 "video":{"roomAdmin":true,"room":"room-1","roomCreate":true,"roomRecord":true},
                 "sip":{"call":true}}"""));
  }

  @Test
  void whoJoinsMayDoNothingUnlessItIsSaid() {
    MediaAccess access = MediaAccess.builder().identity("i").joinRoom("r").build();

    assertThat(json(issuer().build().issue(access, Duration.ofSeconds(1))).get("video"))
        .isEqualTo(
            json(
                """
                {"roomJoin":true,"room":"r","canPublish":false,"canSubscribe":false,
                 "canPublishData":false}"""));
  }

  @Test
  void refusesAccessThatMakesNoSense() {
    assertRefused(MediaAccess.builder(), "an access needs something that it allows");
    assertRefused(MediaAccess.builder().joinRoom("r"), "joinRoom needs identity(...)");
    String needsRoom = "publish, subscribe and publishData need joinRoom(...)";
    assertRefused(MediaAccess.builder().administerRoom("r").subscribe(), needsRoom);
    assertRefused(MediaAccess.builder().administerRoom("r").publishData(), needsRoom);
    assertRefused(MediaAccess.builder().administerRoom("r").publish(MediaSource.CAMERA), needsRoom);
    assertThatThrownBy(() -> MediaAccess.builder().joinRoom("a").administerRoom("b"))
        .hasMessage("a token is for one room; two were named");
    assertThatThrownBy(() -> MediaAccess.builder().joinRoom(" "))
        .hasMessage("room must be 1 to 128 printable characters, has 1");
    assertThatThrownBy(() -> MediaAccess.builder().identity("x".repeat(129)))
        .hasMessage("identity must be 1 to 128 printable characters, has 129");
    assertThatThrownBy(() -> MediaAccess.builder().dispatchAgent("", ""))
        .hasMessage("agentName must be 1 to 128 printable characters, has 0");
    assertThatThrownBy(() -> MediaAccess.builder().emptyTimeout(Duration.ZERO))
        .hasMessage("emptyTimeout must be PT1S to PT24H, was PT0S");
    assertThatThrownBy(() -> MediaAccess.builder().maxParticipants(0))
        .hasMessage("maxParticipants must be at least 1, was 0");
  }

  @Test
  void anAccessDoesNotChangeWithItsBuilder() {
    MediaAccess.Builder builder = MediaAccess.builder().identity("i").joinRoom("r");
    MediaAccess access = builder.build();
    builder.publish(MediaSource.CAMERA).attribute("a", "b").build();
    MediaToken first = issuer().build().issue(access, Duration.ofSeconds(1));

    assertThat(first.claims()).doesNotContain("camera").doesNotContain("attributes");
    assertThat(issuer().build().issue(access, Duration.ofSeconds(1)).claims())
        .isEqualTo(first.claims());
  }

  @Test
  void printsNeitherTokensNorSecrets() {
    MediaTokenIssuer issuer = issuer().build();
    MediaToken token = issuer.adminTestCall("ws_1").orElseThrow();

    assertThat(token).hasToString("MediaToken[expiresAt=2026-11-21T09:08:40Z]");
    assertThat(issuer).hasToString("MediaTokenIssuer[APItestkey00001]");
    assertThat(issuer.verifier().toString()).doesNotContain(SECRET);
    assertThatThrownBy(() -> MediaTokenIssuer.builder(API_KEY, Secret.of("canary")).build())
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("the secret of APItestkey00001 has 6 bytes: fewer than 32 can be guessed");
  }

  @Test
  void usesTheSecretAsTextAndNotDecoded() {
    String looksLikeBase64 = Base64.getEncoder().encodeToString(new byte[32]);
    MediaTokenIssuer issuer =
        MediaTokenIssuer.builder(API_KEY, Secret.of(looksLikeBase64)).clock(clock(NOW)).build();
    String token = issuer.issue(service(), Duration.ofSeconds(60)).text();
    String[] parts = token.split("\\.");
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

    assertThat(token).isEqualTo(signed(looksLikeBase64, header, claims));
  }

  private static void assertRefused(MediaAccess.Builder builder, String message) {
    assertThatThrownBy(builder::build)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static MediaAccess service() {
    return MediaAccess.builder().placeCalls().build();
  }

  private static MediaTokenIssuer.Builder issuer() {
    return MediaTokenIssuer.builder(API_KEY, Secret.of(SECRET))
        .settings(SettingsSource.fixed(ON))
        .clock(clock(NOW));
  }

  private static MediaTokenVerifier at(Instant now) {
    return new MediaTokenVerifier(Map.of(API_KEY, Secret.of(SECRET)), clock(now));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static JsonNode json(MediaToken token) {
    return json(token.claims());
  }

  private static JsonNode json(String text) {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Tells when randomness is asked for: nothing may be made before the workspace was checked. */
  private static final class Refusing extends SecureRandom {
    private static final long serialVersionUID = 1L;
    final IllegalStateException asked = new IllegalStateException("asked for randomness");

    @Override
    public void nextBytes(byte[] bytes) {
      throw asked;
    }
  }
}
