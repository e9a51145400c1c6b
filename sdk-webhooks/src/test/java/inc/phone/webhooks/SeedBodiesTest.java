package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.model.CallEmployee;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.store.MemoryCallStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The example bodies of the vendor and of the shop platform, byte for byte as they publish them.
 */
class SeedBodiesTest {
  private final MemoryCallStore store = new MemoryCallStore();
  private final WebhookReceiver receiver =
      WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();

  @Test
  void theVendorsEnvelopeBecomesAnAnsweredCall() throws IOException {
    assertThat(post("envelope.json").body()).isEqualTo("{\"status\":\"accepted\"}");
    CallRecord call = store.call(new CallKey("default", "01JVWX...")).orElseThrow();
    assertThat(call.callControlId()).isEqualTo("v3:...");
    assertThat(call.from()).isEqualTo("+14155551234");
    assertThat(call.to()).isEqualTo("+14155559876");
    assertThat(call.direction()).hasToString("inbound");
    assertThat(call.state()).hasToString("answered");
    assertThat(call.startedAt()).isEqualTo("2026-05-15T14:22:00Z");
    assertThat(call.answeredAt()).isEqualTo("2026-05-15T14:22:33Z");
    assertThat(call.endedAt()).isNull();
    assertThat(call.duration()).isNull();
    assertThat(call.summary()).isNull();
    assertThat(call.transcription()).isNull();
    assertThat(call.transcriptionSegments()).isNull();
    assertThat(call.mainNumberId()).isEqualTo("01JVWX...");
    assertThat(call.mainNumberName()).isEqualTo("Sales");
    assertThat(call.mainNumberNumber()).isEqualTo("+14155559876");
    assertThat(call.mainNumberNumberFormatted()).isEqualTo("(415) 555-9876");
    assertThat(call.employees()).isEqualTo(List.of(new CallEmployee("01JVWX...", "Jane Smith")));
    assertThat(call.initiatedByJson()).isNull();
    assertThat(call.lost()).isFalse();
    assertThat(call.partyNumber()).isEqualTo("+14155551234");
    assertThat(call.match()).isEqualTo(MatchStatus.PENDING);
    assertThat(call.eventCount()).isEqualTo(1);
    assertThat(post("envelope.json").body()).isEqualTo("{\"status\":\"duplicate\"}");
  }

  @Test
  void theFlatEventBecomesACallWithATranscribedVoicemail() throws IOException {
    assertThat(post("flat.json").body()).isEqualTo("{\"status\":\"accepted\"}");
    CallRecord call = store.call(new CallKey("default", "call_2NjA...")).orElseThrow();
    assertThat(call.from()).isEqualTo("+4520123456");
    assertThat(call.transcription()).isNull(); // a voicemail's text stays on the voicemail
    assertThat(call.recordingUrl()).isNull();
    assertThat(call.eventCount()).isEqualTo(1);
    assertThat(store.events(call.key()).get(0).id()).isEqualTo("evt_2NjA...");
    assertThat(store.events(call.key()).get(0).type()).hasToString("voicemail.transcription_done");
    VoicemailRecord voicemail = call.voicemails().get(0);
    assertThat(voicemail.voicemailId()).isEqualTo("vm:call_2NjA...");
    assertThat(voicemail.from()).isEqualTo("+4520123456");
    assertThat(voicemail.transcription())
        .isEqualTo("Hi, I'm calling about the order I placed yesterday...");
    assertThat(voicemail.audioUrl()).isEqualTo("https://phone.inc/.../audio.mp3");
    assertThat(voicemail.transcribedAt()).isEqualTo("2026-05-25T10:14:22Z");
    assertThat(voicemail.createdAt()).isNull();
    assertThat(post("flat.json").body()).isEqualTo("{\"status\":\"duplicate\"}");
  }

  private WebhookResponse post(String resource) throws IOException {
    try (InputStream in = SeedBodiesTest.class.getResourceAsStream(resource)) {
      byte[] body = Objects.requireNonNull(in, resource).readAllBytes();
      return receiver.receive(WebhookRequest.of(null, Map.of(), body));
    }
  }
}
