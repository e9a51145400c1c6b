package inc.phone.examples.shop.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.examples.shop.outbound.FakeLiveKit.Asked;
import inc.phone.ivr.DialPolicy;
import inc.phone.ivr.routing.AgentDispatch;
import inc.phone.ivr.routing.OutboundCall;
import inc.phone.ivr.routing.OutboundCallException;
import inc.phone.ivr.routing.OutboundCallException.Reason;
import inc.phone.ivr.routing.OutboundCalls;
import inc.phone.ivr.routing.PlacedCall;
import inc.phone.ivr.testkit.OutboundCallsContractTest;
import inc.phone.model.CallDirection;
import inc.phone.number.E164;
import inc.phone.settings.Secret;
import inc.phone.token.MediaTokenIssuer;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import inc.phone.webhooks.store.MemoryCallStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real HTTP, with tokens that the other side verifies. */
class LiveKitOutboundCallsTest extends OutboundCallsContractTest {
  private static final String ROOM = "out-r1";
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final MemoryCallStore store = new MemoryCallStore();
  private FakeLiveKit liveKit;

  @BeforeEach
  void start() throws IOException {
    liveKit = new FakeLiveKit();
  }

  @AfterEach
  void stop() {
    liveKit.close();
  }

  @Override
  protected OutboundCalls newCalls() {
    return calls(GRACE, "");
  }

  @Override
  protected OutboundCalls another(OutboundCalls calls) {
    return newCalls();
  }

  @Override
  protected int rung() {
    return liveKit.dialled();
  }

  private OutboundCalls calls(Duration grace, String recordings) {
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(request -> new Rejected(RejectionReason.MISSING))
            .store(store)
            .build();
    return new LiveKitOutboundCalls(
        new OutboundConfig(liveKit.url(), "ST_out", recordings, List.of()),
        MediaTokenIssuer.builder(FakeLiveKit.KEY, Secret.of(FakeLiveKit.SECRET)).build(),
        DialPolicy.builder().build(),
        receiver,
        Clock.systemUTC(),
        grace);
  }

  private static OutboundCall.Builder call() {
    return OutboundCall.builder("r1", E164.of("+4520123456"));
  }

  private CallRecord row() {
    return store.call(new CallKey("default", ROOM)).orElseThrow();
  }

  private CallRecord eventually(Predicate<CallRecord> wanted) {
    long started = System.nanoTime();
    while (!wanted.test(row())) {
      assertThat(System.nanoTime() - started).isLessThan(GRACE.toNanos());
    }
    return row();
  }

  @Test
  void asksAsLiveKitDocumentsItWithATokenForThatAndNothingElse() {
    AgentDispatch agent = new AgentDispatch("sales", "{\"a\":1}", Map.of("inbound", "false"));

    PlacedCall placed =
        calls(GRACE, "calls/{room_name}.ogg")
            .place(call().from(E164.of("+4570707070")).agent(agent).build());

    assertThat(placed).isEqualTo(PlacedCall.placed(ROOM));
    long started = System.nanoTime();
    while (liveKit.asked().size() < 3) {
      assertThat(System.nanoTime() - started).isLessThan(GRACE.toNanos());
    }
    assertThat(liveKit.asked())
        .extracting(Asked::method)
        .containsExactly(FakeLiveKit.DISPATCH, FakeLiveKit.DIAL, FakeLiveKit.RECORD);
    assertThat(liveKit.asked())
        .extracting(asked -> asked.body().toString())
        .containsExactly(
            """
            {"room":"out-r1","agent_name":"sales","metadata":"{\\"a\\":1}",\
            "attributes":{"inbound":"false"}}""",
            """
            {"sip_trunk_id":"ST_out","sip_call_to":"+4520123456","room_name":"out-r1",\
            "participant_identity":"callee","ringing_timeout":"45s","wait_until_answered":true,\
            "sip_number":"+4570707070"}""",
            """
            {"room_name":"out-r1","audio_only":true,\
            "file_outputs":[{"file_type":"OGG","filepath":"calls/{room_name}.ogg"}]}""");
    assertThat(liveKit.asked())
        .extracting(asked -> asked.token().claims().replaceAll("^.*?(?=\"(video|sip)\")", ""))
        .containsExactly(
            "\"video\":{\"roomAdmin\":true,\"room\":\"out-r1\"}}",
            "\"sip\":{\"call\":true}}",
            "\"video\":{\"roomRecord\":true}}");
  }

  @Test
  void theCallIsInTheLogAsAnOutboundOneThatWasAnswered() {
    newCalls().place(call().build());

    assertThat(row().direction()).isEqualTo(CallDirection.OUTBOUND);
    assertThat(row().to()).isEqualTo("+4520123456");
    assertThat(row().answeredAt()).isNotNull();
    assertThat(row().lost()).isFalse();
    assertThat(row().endedAt()).isNull();
  }

  @Test
  void whileItRingsTheCallIsUnderWayAndTheAnswerIsWrittenWhenItComes() {
    liveKit.ring();

    assertThat(calls(Duration.ofMillis(1), "").place(call().build()).isRepeated()).isFalse();
    assertThat(row().answeredAt()).isNull();
    liveKit.pickUp();

    assertThat(eventually(call -> call.answeredAt() != null).endedAt()).isNull();
  }

  @Test
  void whoeverDoesNotPickUpEndsTheCall() {
    liveKit.ring();
    liveKit.reply(
        FakeLiveKit.DIAL,
        503,
        "{\"code\":\"unavailable\",\"msg\":\"x\",\"meta\":{\"sip_status_code\":\"480\"}}");
    calls(Duration.ofMillis(1), "").place(call().build());
    liveKit.pickUp();

    assertThat(eventually(call -> call.endedAt() != null).answeredAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {\"code\":\"not_found\",\"msg\":\"no trunk\"} | REFUSED",
        "400 | {\"code\":\"invalid_argument\"} | REFUSED",
        "500 | {\"code\":\"internal\",\"meta\":{\"sip_status_code\":\"486\"}} | REFUSED",
        "500 | {\"code\":\"internal\"} | UNKNOWN",
        "408 | {\"code\":\"deadline_exceeded\"} | UNKNOWN",
        "503 | {\"code\":\"unavailable\"} | UNKNOWN",
        "502 | <html>a proxy | UNKNOWN",
        "404 | <html>a proxy | UNKNOWN",
        "302 | {} | UNKNOWN",
        "0 | '' | UNKNOWN"
      })
  void whatLiveKitDoesNotDoIsToldAndNeverAskedAgain(int status, String body, Reason reason) {
    liveKit.reply(FakeLiveKit.DIAL, status, body);

    assertThatThrownBy(() -> newCalls().place(call().build()))
        .isInstanceOfSatisfying(
            OutboundCallException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageNotContaining("20123456");
    assertThat(row().endedAt() != null).isEqualTo(reason == Reason.REFUSED);
    assertThat(newCalls().place(call().build())).isEqualTo(PlacedCall.repeated(ROOM));
    assertThat(liveKit.dialled()).isEqualTo(1);
  }

  @Test
  void withoutAnAgentNobodyIsCalled() {
    AgentDispatch agent = new AgentDispatch("sales", "", Map.of());
    for (Reason reason : new Reason[] {Reason.REFUSED, Reason.UNAVAILABLE}) {
      liveKit.reply(
          FakeLiveKit.DISPATCH,
          reason == Reason.REFUSED ? 400 : 500,
          reason == Reason.REFUSED ? "{\"code\":\"invalid_argument\"}" : "");
      OutboundCall call =
          OutboundCall.builder(reason.name(), E164.of("+4520123456")).agent(agent).build();

      assertThatThrownBy(() -> newCalls().place(call))
          .isInstanceOfSatisfying(
              OutboundCallException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
    assertThat(liveKit.dialled()).isZero();
    assertThat(store.call(new CallKey("default", "out-REFUSED")).orElseThrow().endedAt())
        .isNotNull();
  }

  @Test
  void aServerThatIsAwayIsUnavailable() {
    OutboundCalls calls = newCalls();
    liveKit.close();

    assertThatThrownBy(() -> calls.place(call().build()))
        .isInstanceOfSatisfying(
            OutboundCallException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(row().endedAt()).isNotNull();
  }

  @Test
  void aRecordingThatCannotBeMadeIsNoReasonToHangUp() {
    liveKit.reply(FakeLiveKit.RECORD, 500, "");

    assertThat(calls(GRACE, "x").place(call().build()).isRepeated()).isFalse();
    assertThat(row().answeredAt()).isNotNull();
  }
}
