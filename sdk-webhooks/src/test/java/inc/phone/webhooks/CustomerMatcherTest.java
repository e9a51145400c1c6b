package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Matching with a store that keeps no deliveries. */
class CustomerMatcherTest {
  private final Map<String, String> customers = new HashMap<>(Map.of("+4520123456", "7"));
  private final PlainMemoryStore store = new PlainMemoryStore();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private boolean lookupIsDown;
  private String failingNumber;
  private Throwable failure;
  private Error executorFailure;
  private Runnable duringTheLookup = () -> {};

  private final WebhookReceiver receiver =
      WebhookReceiver.builder()
          .verifier(request -> new Verified("0"))
          .store(store)
          .quarantine(new MemoryCallStore())
          .customers(this::find, "DK")
          .executor(this::runSoon)
          .build();

  private void runSoon(Runnable task) {
    if (executorFailure != null) {
      throw executorFailure;
    }
    later.add(task);
  }

  private Optional<String> find(E164 number) {
    if (failure != null) {
      CustomerMatcherTest.<RuntimeException>throwUnchecked(failure);
    }
    Runnable meanwhile = duringTheLookup;
    duringTheLookup = () -> {};
    meanwhile.run();
    if (lookupIsDown || number.toString().equals(failingNumber)) {
      throw new IllegalStateException("the customer database is away: " + number);
    }
    return Optional.ofNullable(customers.get(number.toString()));
  }

  @Test
  void matchingHappensAfterTheAnswer() {
    post("call.initiated", "+4520123456", "inbound");
    assertThat(call().match()).isEqualTo(MatchStatus.PENDING);
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(call().customerId()).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({
    "20 12 34 56,       MATCHED,      7",
    "+45 20-12-34-56,   MATCHED,      7",
    "004520123456,      MATCHED,      7",
    "tel:+4520123456,   MATCHED,      7",
    "+4520123457,       UNMATCHED,     ",
    "+15551234567,      UNMATCHED,     ",
    "anonymous,         NO_CALLER_ID,  ",
    "+266696687,        NO_CALLER_ID,  ",
    "sip:+4520123456@x, NO_CALLER_ID,  ",
    "112,               NO_CALLER_ID,  ",
    "'',                NO_CALLER_ID,  ",
  })
  void matchesExactNumbersAndNothingElse(String from, MatchStatus match, String customer) {
    post("call.initiated", from, "inbound");
    runLater();
    assertThat(call().match()).isEqualTo(match);
    assertThat(call().customerId()).isEqualTo(customer);
    assertThat(call().from()).isEqualTo(from);
  }

  @Test
  void theOtherEndOfAnOutboundCallIsTheCallee() {
    customers.put("+4570707070", "shop");
    post("call.initiated", "+4570707070", "outbound", "+4520123456");
    runLater();
    assertThat(call().customerId()).isEqualTo("7");
  }

  @Test
  void aFailedLookupLeavesTheCallPendingUntilItIsSweptUp() {
    lookupIsDown = true;
    post("call.initiated", "+4520123456", "inbound");
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.PENDING);
    assertThat(receiver.matcher().matchPending()).isZero();
    lookupIsDown = false;
    assertThat(receiver.matcher().matchPending()).isEqualTo(1);
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(receiver.matcher().matchPending()).isZero();
  }

  /** The first 500 lookups fail for ever; the one behind them is tried all the same. */
  @Test
  void callsWhoseLookupFailsKeepNoOtherFromBeingSweptUp() {
    lookupIsDown = true;
    for (int call = 0; call < 501; call++) {
      post(receiver, "call-" + (1_000 + call), "+4599999999");
    }
    post(receiver, "call-9999", "+4520123456");
    runLater();
    lookupIsDown = false;
    failingNumber = "+4599999999";
    assertThat(receiver.matcher().matchPending()).isEqualTo(1);
    assertThat(store.call(new CallKey("default", "call-9999")).orElseThrow().customerId())
        .isEqualTo("7");
    assertThat(receiver.matcher().matchPending()).isZero();
  }

  @Test
  void aNumberThatACustomerGainsOrLosesIsRematched() {
    for (String call : List.of("a", "b", "c")) {
      post(receiver, call, "+4520000000");
    }
    post(receiver, "d", "+4520123456");
    runLater();
    receiver.matcher().assign("b", "by hand");
    E164 number = E164.of("+4520000000");
    assertThat(receiver.matcher().rematch(number)).isZero();
    customers.put("+4520000000", "8");
    assertThat(receiver.matcher().rematch(number)).isEqualTo(2);
    assertThat(customersOf("a", "b", "c", "d")).containsExactly("8", "by hand", "8", "7");
    customers.remove("+4520000000");
    assertThat(receiver.matcher().rematch(number)).isEqualTo(2);
    assertThat(customersOf("a", "b", "c", "d")).containsExactly(null, "by hand", null, "7");
    receiver.matcher().assign("b", null);
    assertThat(customersOf("b")).containsExactly((String) null);
  }

  private List<String> customersOf(String... calls) {
    List<String> found = new ArrayList<>();
    for (String call : calls) {
      found.add(store.call(new CallKey("default", call)).orElseThrow().customerId());
    }
    return found;
  }

  @Test
  void withoutALookupNothingCanBeMatched() {
    WebhookReceiver without =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .quarantine(new MemoryCallStore())
            .build();
    assertThatIllegalStateException()
        .isThrownBy(() -> without.matcher().matchPending())
        .withMessageStartingWith("matchPending needs customers(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> without.matcher().rematch(E164.of("+4520000000")))
        .withMessageStartingWith("rematch needs customers(...)");
  }

  @Test
  void theNextEventOfAPendingCallTriesAgain() {
    lookupIsDown = true;
    post("call.initiated", "+4520123456", "inbound");
    runLater();
    lookupIsDown = false;
    post("call.ended", "+4520123456", "inbound");
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
  }

  @Test
  void aNumberThatIsCorrectedLaterIsLookedUpAgain() {
    post("call.initiated", "+4599999999", "inbound");
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.UNMATCHED);
    post("call.ended", "+4520123456", "inbound");
    assertThat(call().match()).isEqualTo(MatchStatus.PENDING);
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
  }

  @Test
  void anAssignmentByHandSurvivesEverythingAndCanBeTakenBack() {
    post("call.initiated", "+4520123456", "inbound");
    assertThat(receiver.matcher().assign("a", "42")).isTrue();
    runLater();
    post("call.ended", "+4599999999", "inbound");
    runLater();
    receiver.matcher().matchPending();
    assertThat(call().match()).isEqualTo(MatchStatus.MANUAL);
    assertThat(call().customerId()).isEqualTo("42");
    assertThat(receiver.matcher().assign("a", null)).isTrue();
    runLater();
    receiver.matcher().matchPending();
    assertThat(call().match()).isEqualTo(MatchStatus.UNMATCHED);
  }

  @Test
  void assigningToACallThatIsNotThereSaysSo() {
    assertThat(receiver.matcher().assign("nobody", "42")).isFalse();
    assertThat(receiver.matcher().assign("~a", "42")).isFalse();
    for (String id : List.of("", " ", "x".repeat(129), "a\nb")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> receiver.matcher().assign("a", id))
          .withMessage("customerId must be 1 to 128 printable characters, has " + id.length());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {NoClassDefFoundError.class, IOException.class})
  void whateverALookupThrowsTheNextEventTriesAgain(Class<? extends Throwable> type)
      throws ReflectiveOperationException {
    failure = type.getDeclaredConstructor().newInstance();
    post("call.initiated", "+4520123456", "inbound");
    try {
      runLater();
    } catch (Throwable e) {
      assertThat(e).isSameAs(failure); // an executor would end its thread now and go on
    }
    failure = null;
    post("call.ended", "+4520123456", "inbound");
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
  }

  @Test
  void whateverTheExecutorThrowsTheNextCallIsStillLookedUp() {
    executorFailure = new OutOfMemoryError("unable to create native thread (planted)");
    post("call.initiated", "+4520123456", "inbound");
    executorFailure = null;
    post("call.ended", "+4520123456", "inbound");
    runLater();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
  }

  /** One node looks up slowly while the number changes and another node looks up the new one. */
  @Test
  void anAnswerForANumberTheCallNoLongerHasIsForgotten() {
    post("call.initiated", "+4599999999", "inbound");
    WebhookReceiver otherNode =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .quarantine(new MemoryCallStore())
            .customers(this::find, "DK")
            .executor(Runnable::run)
            .build();
    duringTheLookup =
        () -> {
          post(otherNode, "call.ended", "+4520123456", "inbound", "+4570707070");
          assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
        };
    later.remove().run();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(call().customerId()).isEqualTo("7");
  }

  @Test
  void afterCloseNothingIsLookedUp() {
    receiver.close();
    receiver.close();
    post("call.initiated", "+4520123456", "inbound");
    assertThat(later).isEmpty();
    assertThat(call().match()).isEqualTo(MatchStatus.PENDING);
  }

  /** As Kotlin does, and everything that hides checked exceptions. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private void runLater() {
    for (Runnable task = later.poll(); task != null; task = later.poll()) {
      task.run();
    }
  }

  private CallRecord call() {
    return store.call(new CallKey("default", "a")).orElseThrow();
  }

  private void post(String type, String from, String direction) {
    post(type, from, direction, "+4570707070");
  }

  private void post(String type, String from, String direction, String to) {
    post(receiver, type, from, direction, to);
  }

  private static void post(WebhookReceiver node, String callId, String from) {
    byte[] body =
        EventBodies.bytes(
            """
            {"event":"call.initiated","timestamp":"2026-05-15T10:00:00Z",
             "data":{"id":"%s","from":"%s","direction":"inbound"}}"""
                .formatted(callId, from));
    assertThat(node.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
  }

  private static void post(
      WebhookReceiver node, String type, String from, String direction, String to) {
    byte[] body =
        EventBodies.bytes(
            """
            {"event":"%s","timestamp":"2026-05-15T10:00:00Z",
             "data":{"id":"a","from":"%s","to":"%s","direction":"%s"}}"""
                .formatted(type, from, to, direction));
    assertThat(node.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
  }
}
