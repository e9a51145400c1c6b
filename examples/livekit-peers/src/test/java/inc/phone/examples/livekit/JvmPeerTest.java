package inc.phone.examples.livekit;

import static inc.phone.examples.livekit.Samples.API_KEY;
import static inc.phone.examples.livekit.Samples.BODY;
import static inc.phone.examples.livekit.Samples.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import inc.phone.token.MediaToken;
import inc.phone.webhooks.livekit.LiveKitEvent;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.WebhookSigner;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanPublishSources;
import io.livekit.server.CanSubscribe;
import io.livekit.server.RoomAdmin;
import io.livekit.server.RoomCreate;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import io.livekit.server.RoomRecord;
import io.livekit.server.SIPCall;
import io.livekit.server.WebhookReceiver;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import livekit.LivekitAgentDispatch.RoomAgentDispatch;
import livekit.LivekitRoom.RoomConfiguration;
import livekit.LivekitWebhook.WebhookEvent;
import org.junit.jupiter.api.Test;

/** LiveKit's SDK for the JVM, {@code io.livekit:livekit-server}. */
class JvmPeerTest {
  private static final WebhookReceiver PEER = new WebhookReceiver(API_KEY, SECRET);
  private static final SignatureVerifier VERIFIER = SignatureVerifier.liveKit(API_KEY, SECRET);

  @Test
  void receivesWhatWeSign() {
    WebhookEvent event = PEER.receive(BODY, authorization());

    assertThat(event.getEvent()).isEqualTo("participant_joined");
    assertThat(event.getParticipant().getName()).isEqualTo("Jørgen 🎧");
  }

  @Test
  void refusesWhatWasChangedSinceWeSignedIt() {
    String changed = BODY.replace("call-1", "call-2");

    assertThatThrownBy(() -> PEER.receive(changed, authorization())).isInstanceOf(Exception.class);
    assertThat(VERIFIER.verify(Samples.request(authorization(), changed)).isVerified()).isFalse();
  }

  @Test
  void signsWhatWeVerify() throws Exception {
    AccessToken token = new AccessToken(API_KEY, SECRET);
    token.setSha256(
        Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(BODY.getBytes(UTF_8))));

    assertThat(VERIFIER.verify(Samples.request(token.toJwt(), BODY)))
        .isEqualTo(new SignatureVerifier.Verified(API_KEY));
    assertThat(VERIFIER.verify(Samples.request(token.toJwt(), BODY + " ")).isVerified()).isFalse();
    AccessToken other = new AccessToken(API_KEY, SECRET.replace('1', '2'));
    other.setSha256(token.getSha256());
    assertThat(VERIFIER.verify(Samples.request(other.toJwt(), BODY)).isVerified()).isFalse();
  }

  @Test
  void readsEventsAsWeDo() {
    WebhookEvent theirs = PEER.receive(BODY, authorization());
    LiveKitEvent ours = LiveKitEvent.parse(BODY.getBytes(UTF_8));

    assertThat(ours.id()).isEqualTo(theirs.getId());
    assertThat(ours.roomName()).isEqualTo(theirs.getRoom().getName());
    assertThat(ours.createdAt()).isEqualTo(Instant.ofEpochSecond(theirs.getCreatedAt()));
    assertThat(ours.participant().kind()).isEqualTo(theirs.getParticipant().getKind().name());
    assertThat(ours.participant().joinedAt())
        .isEqualTo(Instant.ofEpochSecond(theirs.getParticipant().getJoinedAt()));
    assertThat(ours.participant().attributes())
        .isEqualTo(theirs.getParticipant().getAttributesMap());
  }

  @Test
  void saysTheSameInAParticipantsToken() {
    AccessToken token = new AccessToken(API_KEY, SECRET);
    token.setIdentity("admin-test-call:7f3a");
    token.setName("Admin test call");
    token.setMetadata("{\"workspace\":\"ws_ø\"}");
    token.getAttributes().put("purpose", "admin-test-call");
    token.addGrants(
        new RoomJoin(true),
        new RoomName("admin-test-7f3a"),
        new CanPublish(true),
        new CanSubscribe(true),
        new CanPublishData(false),
        new CanPublishSources(List.of("microphone")));
    token.setRoomConfiguration(
        RoomConfiguration.newBuilder()
            .setEmptyTimeout(30)
            .setMaxParticipants(2)
            .addAgents(
                RoomAgentDispatch.newBuilder()
                    .setAgentName("telephony-agent")
                    .setMetadata("{\"ivr_branch\":\"support\"}"))
            .build());

    assertThat(Samples.claims(Samples.participantToken().text()))
        .isEqualTo(Samples.claims(token.toJwt()));
  }

  @Test
  void saysTheSameInAServicesToken() {
    AccessToken token = new AccessToken(API_KEY, SECRET);
    token.addGrants(
        new RoomAdmin(true), new RoomName("call-1"), new RoomCreate(true), new RoomRecord(true));
    token.addSIPGrants(new SIPCall(true));

    assertThat(Samples.claims(Samples.serviceToken().text()))
        .isEqualTo(Samples.claims(token.toJwt()));
  }

  @Test
  void writesTokensThatWeRead() {
    AccessToken token = new AccessToken(API_KEY, SECRET);
    token.setIdentity("somebody");
    token.addGrants(new RoomJoin(true), new RoomName("call-1"));
    token.setExpiration(Date.from(Instant.now().plusSeconds(60)));
    MediaToken read = Samples.issuer().verifier().verify(token.toJwt()).orElseThrow();

    assertThat(read.identity()).isEqualTo("somebody");
    assertThat(read.room()).isEqualTo("call-1");
    token.setExpiration(Date.from(Instant.now().plusSeconds(6 * 60 * 60)));
    assertThat(Samples.issuer().verifier().verify(token.toJwt())).isEmpty(); // longer than we allow
  }

  /** The library under LiveKit's SDK. */
  @Test
  void acceptsOurTokens() {
    String token = Samples.participantToken().text();

    assertThat(
            JWT.require(Algorithm.HMAC256(SECRET))
                .withIssuer(API_KEY)
                .build()
                .verify(token)
                .getSubject())
        .isEqualTo("admin-test-call:7f3a");
    assertThatThrownBy(() -> JWT.require(Algorithm.HMAC256(SECRET + "x")).build().verify(token))
        .isInstanceOf(Exception.class);
  }

  private static String authorization() {
    return WebhookSigner.liveKit(API_KEY, SECRET).sign(BODY.getBytes(UTF_8)).get("Authorization");
  }
}
