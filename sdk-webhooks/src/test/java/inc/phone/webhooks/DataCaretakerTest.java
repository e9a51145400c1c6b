package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.EventType;
import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.settings.Secret;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataCaretakerTest {
  private static final DataSubject CALLER = DataSubject.ofNumber(E164.of("+4520123456"));

  private final MemoryCallStore store = new MemoryCallStore();
  private final WebhookReceiver receiver = builder().build();

  private WebhookReceiverBuilder builder() {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(store)
        .customers(number -> Optional.of("7"), "DK")
        .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
        .erasureSecret(Secret.of("0123456789abcdef0123456789abcdef"))
        .executor(Runnable::run)
        .delivery(onlyOnThisThread());
  }

  @Test
  void exportsCallsWithVoicemailsAndTheExactBodiesOfEvents() throws IOException {
    List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");
    bodies.forEach(this::post);
    for (int i = 0; i < 40; i++) {
      post(EventBodies.envelope("call.on_hold", "10:00:" + (10 + i), "b", "held", "null", ""));
    }
    for (DataSubject subject : List.of(CALLER, DataSubject.ofCustomer("7"))) {
      JsonNode json = export(subject, 2);
      JsonNode call = json.path("calls").get(0);
      assertThat(call.path("call_id").textValue()).isEqualTo("a");
      assertThat(call.path("from").textValue()).isEqualTo("+4520123456");
      assertThat(call.path("customer_id").textValue()).isEqualTo("7");
      assertThat(call.path("started_at").textValue()).isEqualTo("2026-05-15T10:00:00Z");
      assertThat(call.path("answered_at").isNull()).isTrue();
      assertThat(call.path("employees").get(0).path("name").textValue()).isEqualTo("Jane Smith");
      assertThat(call.path("transcription").textValue()).isEqualTo("Please call back");
      assertThat(call.path("voicemails").get(0).path("transcription").textValue())
          .isEqualTo("It is about my order \u00e6\u00f8\u00e5");
      List<byte[]> exported = new ArrayList<>();
      for (JsonNode event : call.path("events")) {
        exported.add(event.path("body").textValue().getBytes(StandardCharsets.UTF_8));
      }
      assertThat(exported).containsExactlyInAnyOrderElementsOf(bodies);
      assertThat(json.path("calls").get(1).path("events")).hasSize(40);
    }
  }

  @Test
  void anExportOfNobodyIsAnEmptyList() throws IOException {
    assertThat(export(DataSubject.ofCustomer("nobody"), 0).path("calls")).isEmpty();
  }

  @Test
  void eventsOfTheErasedAreCountedAsErased() {
    List<String> told = new ArrayList<>();
    WebhookReceiver counting =
        builder()
            .telemetry(
                new Telemetry() {
                  @Override
                  public void erased(EventType type) {
                    told.add("erased " + type);
                  }

                  @Override
                  public void duplicate(EventType type, boolean differs) {
                    told.add("duplicate");
                  }
                })
            .build();
    EventBodies.missedCallWithVoicemail("a").forEach(this::post);
    receiver.dataCare().erase(CALLER);
    counting.receive(
        WebhookRequest.of(null, Map.of(), EventBodies.missedCallWithVoicemail("a").get(0)));
    assertThat(told).containsExactly("erased call.initiated");
  }

  @Test
  void whatIsLeftSaysNothing() {
    EventBodies.missedCallWithVoicemail("call-a").forEach(this::post);
    receiver.dataCare().erase(CALLER);
    receiver.dataCare().erase(DataSubject.ofCustomer("7"));
    ErasureMarks marks = new ErasureMarks(Secret.of("0123456789abcdef0123456789abcdef"));
    List<CallKey> left =
        List.of(
            marks.ofCall(new CallKey("default", "call-a")),
            marks.ofNumber("default", E164.of("+4520123456")),
            marks.ofCustomer("default", "7"));
    for (StoredCall mark : store.load(left)) {
      assertThat(mark.version()).isEqualTo(1);
      assertThat(mark.key().isCall()).isFalse();
      assertThat(mark.key().callId()).matches("~~erased:[0-9a-f]{64}");
      assertThat(new String(mark.state(), StandardCharsets.UTF_8))
          .matches("\\{\"v\":1,\"until\":[0-9]+}");
    }
  }

  @Test
  void marksOfDifferentThingsSourcesAndSecretsDiffer() {
    ErasureMarks one = new ErasureMarks(Secret.of("a".repeat(32)));
    ErasureMarks other = new ErasureMarks(Secret.of("b".repeat(32)));
    assertThat(
            List.of(
                one.ofCall(new CallKey("s", "+4520123456")),
                one.ofCall(new CallKey("t", "+4520123456")),
                one.ofNumber("s", E164.of("+4520123456")),
                one.ofCustomer("s", "+4520123456"),
                one.ofBody("s", "+4520123456"),
                one.ofCall(new CallKey("s+", "4520123456")),
                other.ofNumber("s", E164.of("+4520123456"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aNumbersMarkOnlyMovesForward() {
    ErasureMarks marks = new ErasureMarks(Secret.of("a".repeat(32)));
    CallKey mark = marks.ofNumber("default", E164.of("+4520123456"));
    Erasures erasures = new Erasures(marks, store, store, NumberNormalizer.forRegion("DK"));
    Instant noon = Instant.parse("2026-05-15T12:00:00Z");
    for (Instant now : List.of(noon, noon.minusSeconds(9), noon.plusSeconds(1), noon)) {
      erasures.begin("default", CALLER, now);
    }
    assertThat(ErasureMarks.read(store.load(List.of(mark)).get(0))).isEqualTo(noon.plusSeconds(1));
  }

  @Test
  void refusesWhatCannotWorkWhenItIsBuilt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().erasureSecret(Secret.of("x".repeat(31))).build())
        .withMessage("erasureSecret must have at least 32 bytes, has 31");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().store(new FaultyStore()).build())
        .withMessage(
            "erasureSecret(...) needs dataCare(...), because FaultyStore does not implement"
                + " DataCare");
  }

  @Test
  void withoutSecretNothingIsErasedAndTheRestWorks() {
    WebhookReceiver plain =
        WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> plain.dataCare().erase(CALLER))
        .withMessage("erase needs erasureSecret(...)");
    assertThat(plain.dataCare().prune(Retention.ofEvents(Duration.ofDays(14)), 10))
        .isEqualTo(new Pruned(0, 0, 0, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.dataCare().prune(Retention.ofEvents(Duration.ofDays(14)), 0))
        .withMessage("limit must be at least 1, was 0");
    WebhookReceiver none =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(new FaultyStore())
            .build();
    assertThatIllegalStateException()
        .isThrownBy(none::dataCare)
        .withMessage("dataCare needs dataCare(...), or a store that implements DataCare");
  }

  @Test
  void subjectsShowNothing() {
    assertThat(CALLER).hasToString("DataSubject[number]");
    assertThat(DataSubject.ofCustomer("7")).hasToString("DataSubject[customer]");
  }

  private JsonNode export(DataSubject subject, int calls) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(receiver.dataCare().export(subject, out)).isEqualTo(calls);
    return StrictJson.read(out.toByteArray());
  }

  private void post(byte[] body) {
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
  }

  /** Without a sweep, every lookup is done when the event that asks for it is answered. */
  private static DeliveryOptions onlyOnThisThread() {
    return DeliveryOptions.builder().scheduler((task, delay) -> {}).build();
  }
}
