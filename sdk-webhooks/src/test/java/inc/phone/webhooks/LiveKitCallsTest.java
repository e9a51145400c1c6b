package inc.phone.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.model.CallDirection;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.signature.LiveKitScheme;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.WebhookSigner;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LiveKit's events become the row of a call, whatever order LiveKit sends them in. */
class LiveKitCallsTest {
  private static final long T0 = 1_795_252_000L;
  private static final String ROOM = "call-1";
  private static final String API_KEY = "APItestkey00001";
  private static final String SECRET = "test-only-secret-test-only-secret-0001";
  private static final String JOURNAL =
      """
      {"event_id":"journal-1","event_type":"call_started","event_ts":"2026-11-21T09:06:40Z",
       "call_id":"call-1","from":"+4520123456","to":"+4570707070","direction":"inbound",
       "call_control_id":"SCL_1","branch_id":"campaign-1"}""";

  private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(T0));
  private final MemoryCallStore store = new MemoryCallStore();
  private final WebhookReceiver liveKit = receiver(store);

  @Test
  void aWholeCallIsOneRow() {
    receive(wholeCall());

    assertThat(row())
        .isEqualTo(
            "ended SCL_1 inbound +4520123456>+4570707070 started=0 answered=2 ended=80 duration=58"
                + " lost=false recording=https://files.example/1.mp4");
    assertThat(call().eventCount()).isEqualTo(8);
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(call().customerId()).isEqualTo("customer-1");
    assertThat(store.events(new CallKey("default", ROOM)))
        .extracting(event -> event.type().value())
        .containsExactly(
            "call.initiated",
            "participant_joined",
            "participant_joined",
            "track_published",
            "participant_left",
            "participant_left",
            "call.ended",
            "egress_ended");
  }

  @Test
  void everyOrderOfThoseEventsGivesTheSameRow() {
    receive(wholeCall());
    String expected = row();
    byte[] state = state(store);
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      List<byte[]> bodies = new ArrayList<>(wholeCall());
      bodies.add(bodies.get(random.nextInt(bodies.size()))); // and one of them twice
      shuffle(bodies, random);
      MemoryCallStore other = new MemoryCallStore();
      WebhookReceiver receiver = receiver(other);
      bodies.forEach(body -> assertThat(receive(receiver, body).status()).isEqualTo(200));

      assertThat(row(other)).as("round %d", round).isEqualTo(expected);
      assertThat(state(other)).isEqualTo(state);
    }
  }

  @Test
  void leaveBeforeJoinIsOverAllTheSame() {
    receive(caller("participant_left", "PA_1", 0, 60), caller("participant_joined", "PA_1", 0, 0));

    assertThat(row()).startsWith("ended ").contains(" ended=60 ");
  }

  @Test
  void leaveBeforeJoinIsOverAlsoWhereTheLeaveDoesNotSayWhenTheStayBegan() {
    receive(
        caller("participant_left", "PA_1", -T0, 60),
        caller("participant_joined", "PA_1", 0, 0),
        caller("participant_joined", "PA_2", 100, 100));
    assertThat(call().state()).hasToString("answered");

    receive(caller("participant_left", "PA_2", -T0, 160));
    assertThat(row()).startsWith("ended ").contains(" ended=160 ");
  }

  /** A caller who dropped and came back; LiveKit tells of the drop half a minute later. */
  @Test
  void theLateLeaveOfAnOldStayDoesNotEndTheCall() {
    List<byte[]> bodies =
        List.of(
            caller("participant_joined", "PA_1", 0, 0),
            caller("participant_joined", "PA_2", 10, 10),
            caller("participant_left", "PA_1", 0, 30));
    for (List<byte[]> order : permutations(bodies)) {
      MemoryCallStore other = new MemoryCallStore();
      order.forEach(body -> receive(receiver(other), body));
      assertThat(call(other).state()).hasToString("answered");
      assertThat(call(other).endedAt()).isNull();
      assertThat(call(other).lost()).isFalse();
    }
    receive(bodies.toArray(byte[][]::new));
    receive(caller("participant_left", "PA_2", 10, 100));
    assertThat(row()).startsWith("ended ").contains(" ended=100 ");
  }

  @Test
  void aCallerWhoComesBackReopensTheCallUntilTheRoomIsFinished() {
    receive(caller("participant_joined", "PA_1", 0, 0), caller("participant_left", "PA_1", 0, 30));
    assertThat(call().state()).hasToString("ended");
    receive(caller("participant_joined", "PA_2", 40, 40));
    assertThat(call().state()).hasToString("answered");
    receive(room("room_finished", 50), caller("participant_joined", "PA_3", 60, 60));
    assertThat(row()).startsWith("ended ").contains(" ended=50 ");
  }

  @Test
  void roomFinishedFirstStaysFinished() {
    receive(
        room("room_finished", 80),
        caller("participant_left", "PA_1", 0, 60),
        agent("participant_joined", 2),
        caller("participant_joined", "PA_1", 0, 0),
        room("room_started", 0));

    assertThat(row())
        .startsWith("ended ")
        .contains(" started=0 ")
        .contains(" ended=80 ")
        .contains(" duration=60 ");
  }

  @Test
  void aRecordingThatIsReadyLaterIsLinked() {
    receive(room("room_finished", 80));
    assertThat(call().recordingUrl()).isNull();
    receive(recording(140));
    assertThat(call().recordingUrl()).isEqualTo("https://files.example/1.mp4");
    assertThat(row()).startsWith("ended ").contains(" ended=80 ");
  }

  @Test
  void aCallThatNobodyAnsweredIsLost() {
    byte[] ringing =
        text(caller("participant_joined", "PA_1", 0, 0))
            .replace("active", "ringing")
            .getBytes(UTF_8);
    byte[] left =
        text(caller("participant_left", "PA_1", 0, 25)).replace("active", "hangup").getBytes(UTF_8);
    receive(room("room_started", 0), ringing);
    assertThat(call().state()).hasToString("initiated");
    receive(left);

    assertThat(call().state()).hasToString("ended");
    assertThat(call().lost()).isTrue();
    assertThat(call().duration()).isNull();
    assertThat(call().answeredAt()).isNull();
  }

  /** A transfer dials somebody else into the room; the call is still the first caller's. */
  @Test
  void aTransferNeitherEndsNorRenamesTheCall() {
    List<byte[]> bodies =
        List.of(
            caller("participant_joined", "PA_1", 0, 0),
            callee("participant_joined", 40),
            callee("participant_left", 60));
    for (List<byte[]> order : permutations(bodies)) {
      MemoryCallStore other = new MemoryCallStore();
      order.forEach(body -> receive(receiver(other), body));

      assertThat(row(other)).startsWith("answered SCL_1 inbound +4520123456>+4570707070 started=0");
      assertThat(call(other).endedAt()).isNull();
      assertThat(call(other).partyNumber()).isEqualTo("+4520123456");
    }
  }

  @Test
  void aCallThatWasPlacedHasTheNumbersOfTheOneWhoWasCalled() {
    receive(
        room("room_started", 0), agent("participant_joined", 1), callee("participant_joined", 3));
    CallRecord call = call();

    assertThat(call.direction()).isEqualTo(CallDirection.OUTBOUND);
    assertThat(call.from()).isEqualTo("+4570707070");
    assertThat(call.to()).isEqualTo("+4530303030");
    assertThat(call.partyNumber()).isEqualTo("+4530303030");
    assertThat(call.answeredAt()).isNull(); // an agent who waits for the answer is none
    assertThat(CallProjection.decode(state(store)).encode()).isEqualTo(state(store));
    receive(callee("participant_left", 30));
    assertThat(call().lost()).isTrue();
  }

  /** The shop's journal writes the inbound call when it routes it: before any webhook. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theJournalAndTheWebhooksWriteOneRow(boolean journalFirst) {
    WebhookReceiver journal =
        WebhookReceiver.builder()
            .verifier(request -> new SignatureVerifier.Verified("0"))
            .store(store)
            .clock(clock)
            .build();
    if (journalFirst) {
      assertThat(journal.receiveUnverified(JOURNAL.getBytes(UTF_8)).status()).isEqualTo(200);
      assertThat(row()).startsWith("initiated SCL_1 inbound +4520123456>+4570707070 started=0");
    }
    receive(wholeCall());
    if (!journalFirst) {
      journal.receiveUnverified(JOURNAL.getBytes(UTF_8));
    }

    assertThat(store.calls("default", CallFilter.ALL, 10, null).items()).hasSize(1);
    assertThat(row())
        .isEqualTo(
            "ended SCL_1 inbound +4520123456>+4570707070 started=0 answered=2 ended=80 duration=58"
                + " lost=false recording=https://files.example/1.mp4");
    assertThat(call().branchId()).isEqualTo("campaign-1");
    assertThat(call().eventCount()).isEqualTo(9);
    assertThat(journal.receiveUnverified(JOURNAL.getBytes(UTF_8)).body()).contains("duplicate");
    assertThat(journal.receiveUnverified("{".getBytes(UTF_8)).body()).contains("quarantined");
  }

  @Test
  void theFormsWithADotAreTheSameEvents() {
    receive(
        text(caller("participant_joined", "PA_1", 0, 0))
            .replace("t_joined", "t.joined")
            .getBytes(UTF_8),
        text(caller("participant_left", "PA_1", 0, 60))
            .replace("t_left", "t.left")
            .getBytes(UTF_8));
    assertThat(call().state()).hasToString("ended");
    receive(
        text(room("room_finished", 80)).replace("room_finished", "room.closed").getBytes(UTF_8));
    assertThat(call().endedAt()).isEqualTo(Instant.ofEpochSecond(T0 + 80));
  }

  @Test
  void hiddenAndOddNumbersAreNoCallerId() {
    for (String number : List.of("", "11**15042301205", "anonymous")) {
      MemoryCallStore other = new MemoryCallStore();
      String joined = text(caller("participant_joined", "PA_1", 0, 0));
      receive(
          receiver(other), joined.replace("\"+4520123456\"", "\"" + number + "\"").getBytes(UTF_8));

      assertThat(call(other).match()).isEqualTo(MatchStatus.NO_CALLER_ID);
      assertThat(call(other).from()).isEqualTo(number.isEmpty() ? null : number);
    }
  }

  @Test
  void unknownEventsAndEventsWithoutRoomAreKept() {
    receive(event("room_renamed", 5, ""), event("ingress_started", 6, ""));
    assertThat(call().eventCount()).isEqualTo(2);
    assertThat(call().state()).isNull();

    byte[] noRoom =
        "{\"event\":\"account_warned\",\"id\":\"EV_9\",\"createdAt\":\"1795252000\"}"
            .getBytes(UTF_8);
    assertThat(receive(liveKit, noRoom).body()).contains("accepted");
    assertThat(store.events(CallKey.withoutCall("default", "EV_9"))).hasSize(1);
  }

  @Test
  void aRepeatIsKnownByItsIdOrWithoutOneByWhatItSays() {
    byte[] joined = caller("participant_joined", "PA_1", 0, 0);
    assertThat(receive(liveKit, joined).body()).contains("accepted");
    assertThat(receive(liveKit, joined).body()).contains("duplicate");

    String other =
        text(caller("participant_joined", "PA_2", 0, 0)).replaceFirst("\"id\":\"[^\"]*\",", "");
    assertThat(receive(liveKit, other.getBytes(UTF_8)).body()).contains("accepted");
    assertThat(receive(liveKit, other.replace("{", " {").getBytes(UTF_8)).body())
        .contains("duplicate");
    String third = other.replace("PA_2", "PA_3");
    assertThat(receive(liveKit, third.getBytes(UTF_8)).body()).contains("accepted");
    assertThat(call().eventCount()).isEqualTo(3);
  }

  /** Authentic, so LiveKit must not repeat it; unreadable, so an operator must see it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"event\":\"room_finished\",\"room\":{\"name\":\"r\"}}",
        "{\"event\":\"room_finished\",\"room\":{\"name\":7},\"createdAt\":\"1795252000\"}",
        "{\"event\":\"room_finished\",\"room\":{\"name\":\"~r\"},\"createdAt\":\"1795252000\"}",
        "{\"event\":\"x\",\"id\":\"~1\",\"room\":{\"name\":\"r\"},\"createdAt\":\"1795252000\"}",
        "{\"event\":\"x\",\"room\":{\"name\":\"r\"},\"createdAt\":\"1795352000\"}",
        "{\"event\":\"x\",\"room\":{\"name\":\"r\"},\"createdAt\":\"900000000\"}",
        "{\"event\":\"call.ended\",\"timestamp\":\"2026-11-21T10:00:00Z\",\"data\":{\"id\":\"c\"}}",
        "{\"event_type\":\"call_ended\",\"event_ts\":\"2026-11-21T10:00:00Z\",\"call_id\":\"c\"}"
      })
  void quarantinesWhatIsAuthenticAndUnreadable(String body) {
    WebhookResponse answer = receive(liveKit, body.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("quarantined");
    assertThat(store.list("default", 10)).hasSize(1);
    assertThat(liveKit.replayQuarantine()).isEqualTo(new QuarantineReplay(0, 0, 1));
  }

  @Test
  void refusesWhatIsNotAuthentic() {
    byte[] body = room("room_finished", 80);
    WebhookRequest unsigned = WebhookRequest.of(null, Map.of(), body);

    assertThat(liveKit.receive(unsigned).status()).isEqualTo(401);
    assertThat(store.calls("default", CallFilter.ALL, 10, null).items()).isEmpty();
  }

  @Test
  void timesThatCannotBeTrueDoNotDecideWhoIsThere() {
    receive(
        caller("participant_joined", "PA_1", 9_999_999_999L - T0, 0),
        caller("participant_joined", "PA_2", 10, 10),
        caller("participant_left", "PA_2", 10, 100));

    assertThat(call().state()).hasToString("ended");
  }

  @ParameterizedTest
  @CsvSource({"PT4H, 3, 0", "PT4H, 4, 1", "PT4H, 5, 1", "PT1H, 1, 1"})
  void theSweepEndsWhatNothingEnds(String silence, int hoursLater, int ended) {
    receive(caller("participant_joined", "PA_1", 0, 0), agent("participant_joined", 2));
    clock.advance(Duration.ofHours(hoursLater).plusSeconds(3));

    assertThat(liveKit.sweeper().endSilent(Duration.parse(silence))).isEqualTo(ended);
    assertThat(call().state()).hasToString(ended == 1 ? "ended" : "answered");
    assertThat(liveKit.sweeper().endSilent(Duration.parse(silence))).isZero();
    if (ended == 1) {
      assertThat(call().endedAt())
          .isEqualTo(Instant.ofEpochSecond(T0 + 2)); // the last sign of life
      List<EventRecord> events = store.events(new CallKey("default", ROOM));
      assertThat(events).hasSize(3);
      assertThat(events.get(2).id()).startsWith("~");
      receive(room("room_finished", 7_000));
      assertThat(call().endedAt()).isEqualTo(Instant.ofEpochSecond(T0 + 7_000));
    }
  }

  @Test
  void theSweepLeavesCallsAloneThatAreOverOrAliveOrOfAnotherSource() {
    receive(caller("participant_joined", "PA_1", 0, 0), room("room_finished", 80));
    receiver(store, "other").receive(signed(text(wholeCall().get(1)).getBytes(UTF_8)));
    List<byte[]> others = new ArrayList<>();
    for (int i = 0; i < 1_203; i++) { // three pages
      others.add(
          text(caller("participant_joined", "PA_1", 0, 0)).replace(ROOM, "r" + i).getBytes(UTF_8));
    }
    others.forEach(body -> receive(liveKit, body));
    clock.advance(Duration.ofHours(3));
    receive(text(agent("participant_joined", 10_000)).replace(ROOM, "r7").getBytes(UTF_8));
    clock.advance(Duration.ofHours(2));

    assertThat(liveKit.sweeper().endSilent(Duration.ofHours(4))).isEqualTo(1_202);
    assertThat(store.call(new CallKey("default", "r7")).orElseThrow().state())
        .hasToString("answered");
    assertThat(store.call(new CallKey("other", ROOM)).orElseThrow().state())
        .hasToString("answered");
    assertThat(call().eventCount()).isEqualTo(2);
    clock.advance(Duration.ofDays(15));
    assertThat(liveKit.sweeper().endSilent(Duration.ofHours(4))).isZero();
  }

  /** Listeners read stored bytes: they see LiveKit's events, and a swept end, as the merge did. */
  @Test
  void listenersAreToldInOrderAndOfTheSweepToo() {
    Node node = new Node(store);
    List<String> told = new ArrayList<>();
    node.clock.set(clock.instant());
    node.start(
        builder ->
            builder
                .format(WebhookFormat.LIVEKIT)
                .listener("crm", (event, call) -> told.add(event.id() + " " + event.type())));
    node.post(room("room_started", 0));
    node.post(caller("participant_joined", "PA_1", 2, 2));
    node.runner.advance(Duration.ofHours(5));
    assertThat(told)
        .extracting(told1 -> told1.split(" ")[1])
        .containsExactly("call.initiated", "participant_joined");

    assertThat(node.receiver.sweeper().endSilent(Duration.ofHours(4))).isEqualTo(1);
    node.runner.advance(Duration.ofSeconds(5));
    List<EventRecord> events = store.events(new CallKey("default", ROOM));
    assertThat(told).hasSize(3).last().isEqualTo(events.get(2).id() + " call.ended");
  }

  @Test
  void theSweepSaysWhatItNeeds() {
    assertThatThrownBy(() -> liveKit.sweeper().endSilent(Duration.ZERO))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("silence must be more than zero, was PT0S");
    WebhookReceiver blind =
        WebhookReceiver.builder()
            .verifier(request -> new SignatureVerifier.Verified("0"))
            .store(new FaultyStore())
            .quarantine(store)
            .build();
    assertThatThrownBy(() -> blind.sweeper().endSilent(Duration.ofHours(1)))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("endSilent needs queries(...), or a store that implements them");
  }

  private static List<byte[]> wholeCall() {
    return List.of(
        room("room_started", 0),
        caller("participant_joined", "PA_1", 2, 2),
        agent("participant_joined", 2),
        event("track_published", 3, ",\"track\":{\"sid\":\"TR_1\",\"type\":\"AUDIO\"}"),
        caller("participant_left", "PA_1", 2, 60),
        agent("participant_left", 61),
        room("room_finished", 80),
        recording(140));
  }

  private static byte[] caller(String name, String sid, long joined, long at) {
    return event(
        name,
        at,
        """
        ,"participant":{"sid":"%s","identity":"sip_+4520123456","state":"ACTIVE","joinedAt":"%d",
        "name":"Phone +4520123456","kind":"SIP","attributes":{"sip.callID":"SCL_1",
        "sip.callStatus":"active","sip.phoneNumber":"+4520123456","sip.ruleID":"SDR_1",
        "sip.trunkID":"ST_1","sip.trunkPhoneNumber":"+4570707070"}}"""
            .formatted(sid, T0 + joined));
  }

  private static byte[] callee(String name, long at) {
    return event(
        name,
        at,
        """
        ,"participant":{"sid":"PA_9","identity":"colleague","joinedAt":"%d","kind":"SIP",
        "attributes":{"sip.callID":"SCL_9","sip.callStatus":"ringing",
        "sip.phoneNumber":"+4530303030","sip.trunkPhoneNumber":"+4570707070"}}"""
            .formatted(T0 + 3));
  }

  private static byte[] agent(String name, long at) {
    return event(
        name,
        at,
        """
        ,"participant":{"sid":"PA_A","identity":"agent-AJ_1","joinedAt":"%d","kind":"AGENT"}"""
            .formatted(T0 + 2));
  }

  private static byte[] room(String name, long at) {
    return event(name, at, "");
  }

  private static byte[] recording(long at) {
    return """
        {"event":"egress_ended","egressInfo":{"egressId":"EG_1","roomId":"RM_1","roomName":"%s",
         "status":"EGRESS_COMPLETE","fileResults":[{"filename":"1.mp4","duration":"58000000000",
         "location":"https://files.example/1.mp4"}]},"id":"EV_egress_%d","createdAt":"%d"}"""
        .formatted(ROOM, at, T0 + at)
        .getBytes(UTF_8);
  }

  private static byte[] event(String name, long at, String more) {
    return """
        {"event":"%s","id":"EV_%s_%s_%d","room":{"sid":"RM_1","name":"%s","creationTime":"%d"},
         "createdAt":"%d"%s}"""
        .formatted(name, name, Integer.toHexString(more.hashCode()), at, ROOM, T0, T0 + at, more)
        .getBytes(UTF_8);
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }

  private WebhookReceiver receiver(MemoryCallStore calls) {
    return receiver(calls, "default");
  }

  private WebhookReceiver receiver(MemoryCallStore calls, String source) {
    return WebhookReceiver.builder()
        .verifier(LiveKitScheme.builder().clock(clock).build().verifier(Map.of(API_KEY, SECRET)))
        .format(WebhookFormat.LIVEKIT)
        .store(calls)
        .source(source)
        .customers(number -> Optional.of("customer-1"), "DK")
        .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
        .executor(Runnable::run)
        .clock(clock)
        .build();
  }

  private void receive(List<byte[]> bodies) {
    bodies.forEach(body -> assertThat(receive(liveKit, body).body()).contains("accepted"));
  }

  private void receive(byte[]... bodies) {
    receive(Arrays.asList(bodies));
  }

  private WebhookResponse receive(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(signed(body));
  }

  private WebhookRequest signed(byte[] body) {
    WebhookSigner signer = LiveKitScheme.builder().clock(clock).build().signer(API_KEY, SECRET);
    return WebhookRequest.of(
        null, Map.of("Authorization", List.of(signer.sign(body).get("Authorization"))), body);
  }

  private CallRecord call() {
    return call(store);
  }

  private static CallRecord call(MemoryCallStore calls) {
    return calls.call(new CallKey("default", ROOM)).orElseThrow();
  }

  private static byte[] state(MemoryCallStore calls) {
    return calls.load(List.of(new CallKey("default", ROOM))).get(0).state();
  }

  private String row() {
    return row(store);
  }

  private static String row(MemoryCallStore calls) {
    CallRecord call = call(calls);
    return call.state()
        + " "
        + call.callControlId()
        + " "
        + call.direction()
        + " "
        + call.from()
        + ">"
        + call.to()
        + " started="
        + seconds(call.startedAt())
        + " answered="
        + seconds(call.answeredAt())
        + " ended="
        + seconds(call.endedAt())
        + " duration="
        + call.duration()
        + " lost="
        + call.lost()
        + " recording="
        + call.recordingUrl();
  }

  private static String seconds(Instant instant) {
    return instant == null ? "null" : Long.toString(instant.getEpochSecond() - T0);
  }

  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }

  private static <T> List<List<T>> permutations(List<T> list) {
    if (list.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      List<T> rest = new ArrayList<>(list);
      T first = rest.remove(i);
      for (List<T> tail : permutations(rest)) {
        List<T> one = new ArrayList<>(List.of(first));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
