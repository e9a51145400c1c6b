package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.spi.TransactionalListener;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
  private final MemoryCallStore store = new MemoryCallStore();
  private final Node node = new Node(store);
  private final Told told = new Told();

  /** Notes what it is told, and fails if it is asked to. */
  static final class Told implements CallEventListener {
    final List<String> events = new ArrayList<>();
    final List<DeliveryContext> contexts = new ArrayList<>();
    Supplier<Throwable> failure = () -> null;
    Runnable meanwhile = () -> {};

    @Override
    public void onEvent(PhoneEvent event, CallRecord call, DeliveryContext context)
        throws Exception {
      contexts.add(context);
      Throwable thrown = failure.get();
      if (thrown != null) {
        ListenersTest.<Exception>throwUnchecked(thrown);
      }
      events.add(call.key().callId() + " " + event.type());
      meanwhile.run();
    }

    @Override
    public void onMatched(CallRecord call, DeliveryContext context) {
      contexts.add(context);
      events.add(call.key().callId() + " matched " + call.customerId());
    }

    List<Boolean> late() {
      return contexts.stream().map(DeliveryContext::late).toList();
    }
  }

  @Test
  void aCommitReachesTheListenerWithoutAnyTimer() {
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(EventBodies.missedCallWithVoicemail("a").get(0));
    assertThat(told.events).as("after the answer").isEmpty();
    node.runner.run();
    assertThat(told.events).containsExactly("a call.initiated");
    assertThat(told.contexts)
        .containsExactly(
            new DeliveryContext("crm", told.contexts.get(0).deliveryId(), 1, 1, false));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void tellsEveryEventOnceInOrderWhateverTheOrderOfArrival(long seed) {
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    List<byte[]> bodies = new ArrayList<>(EventBodies.missedCallWithVoicemail("a"));
    bodies.addAll(EventBodies.missedCallWithVoicemail("a")); // and each of them twice
    Collections.shuffle(bodies, new Random(seed));
    for (byte[] body : bodies) {
      node.post(body);
      node.runner.advance(Duration.ofMillis(20));
    }
    node.runner.advance(Duration.ofSeconds(3));
    assertThat(told.events)
        .hasSize(6)
        .doesNotHaveDuplicates()
        .containsSubsequence("a call.initiated", "a call.ended", "a call.transcription_done")
        .containsSubsequence(
            "a call.initiated", "a voicemail.new", "a voicemail.transcription_done");
  }

  @Test
  void anEventWaitsForItsPredecessorNoLongerThanTheWindow() {
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.ended", 40));
    node.runner.advance(Duration.ofMillis(1_990));
    assertThat(told.events).isEmpty();
    node.runner.advance(Duration.ofMillis(20));
    assertThat(told.events).containsExactly("a call.ended");
    node.post(body("a", "call.initiated", 0));
    node.runner.run();
    assertThat(told.events).containsExactly("a call.ended", "a call.initiated");
    assertThat(told.late()).containsExactly(false, true);
  }

  @Test
  void aPredecessorThatTheListenerDoesNotWantEndsTheWaitAtOnce() {
    node.start(
        builder -> builder.listener(ListenerSpec.named("crm").types(EventType.CALL_ENDED), told));
    node.post(body("a", "call.ended", 40));
    node.runner.advance(Duration.ofMillis(100));
    assertThat(told.events).isEmpty();
    node.post(body("a", "call.initiated", 0));
    node.runner.run();
    assertThat(told.events).containsExactly("a call.ended");
  }

  @Test
  void nothingIsWaitedForThatIsNotSubscribedTo() {
    node.options = options -> options.subscribedTo(EventType.CALL_ENDED);
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.ended", 40));
    node.runner.run();
    assertThat(told.events).containsExactly("a call.ended");
  }

  @Test
  void aListenerIsToldOfTheTypesItWantsOnly() {
    List<String> ends = new ArrayList<>();
    List<String> all = new ArrayList<>();
    node.start(
        builder ->
            builder
                .listener("ends", EventType.CALL_ENDED, (event, call) -> ends.add(event.id()))
                .listener("all", (event, call) -> all.add(event.id()))
                .listener(
                    ListenerSpec.named("two")
                        .types(EventType.CALL_INITIATED, EventType.VOICEMAIL_NEW),
                    told));
    EventBodies.missedCallWithVoicemail("a").forEach(node::post);
    node.runner.run();
    assertThat(ends).hasSize(1);
    assertThat(all).hasSize(6);
    assertThat(told.events).containsExactly("a call.initiated", "a voicemail.new");
  }

  /** A repeat with an earlier time stands for the event from now on; it is no other event. */
  @Test
  void aRepeatThatCorrectsAnEventIsNotDeliveredAgain() {
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.ended", 40));
    node.runner.advance(Duration.ofSeconds(3));
    node.post(body("a", "call.ended", 39));
    node.post(body("a", "call.ended", 41));
    node.runner.advance(Duration.ofSeconds(3));
    assertThat(told.events).containsExactly("a call.ended");
  }

  @Test
  void anEventThatIsAboutNoCallIsDeliveredToo() {
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(
        EventBodies.bytes(
            "{\"event\":\"ping\",\"timestamp\":\"2026-05-15T10:00:00Z\",\"event_id\":\"p\"}"));
    node.runner.run();
    assertThat(told.events).containsExactly("~p ping");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        java.io.IOException.class,
        StackOverflowError.class,
        OutOfMemoryError.class,
        InterruptedException.class
      })
  void aListenerThatAlwaysFailsDelaysNobody(Class<? extends Throwable> type) {
    Told failing = new Told();
    failing.failure = () -> thrown(type);
    node.options = options -> options.maxAttempts(3);
    node.start(
        builder ->
            builder
                .listener(ListenerSpec.named("failing"), failing)
                .listener(ListenerSpec.named("healthy"), told));
    EventBodies.missedCallWithVoicemail("a").forEach(node::post);
    EventBodies.missedCallWithVoicemail("b").forEach(node::post);
    node.runner.run();
    assertThat(told.events).hasSize(12).doesNotHaveDuplicates();
    node.runner.advance(Duration.ofMinutes(30));
    assertThat(told.events).hasSize(12);
    assertThat(failing.contexts).hasSize(36);
    assertThat(failing.events).isEmpty();
    assertThat(node.receiver.deliveries().parked(100)).hasSize(12);
  }

  /** The same after a restart: parked stays parked, delivered stays delivered, for ever. */
  @Test
  void aRestartRepeatsNothingThatWasDeliveredOrParked() {
    Told failing = new Told();
    failing.failure = () -> new IllegalStateException("always");
    node.options = options -> options.maxAttempts(2);
    node.start(
        builder ->
            builder
                .listener(ListenerSpec.named("failing"), failing)
                .listener(ListenerSpec.named("healthy"), told));
    EventBodies.missedCallWithVoicemail("a").subList(0, 3).forEach(node::post);
    node.runner.advance(Duration.ofMinutes(5));
    node.receiver.close();
    node.runner.crash();
    int before = failing.contexts.size();
    node.start(
        builder ->
            builder
                .listener(ListenerSpec.named("failing"), failing)
                .listener(ListenerSpec.named("healthy"), told));
    node.runner.advance(Duration.ofMinutes(5));
    assertThat(failing.contexts).hasSize(before);
    assertThat(told.events).hasSize(3).doesNotHaveDuplicates();
    EventBodies.missedCallWithVoicemail("a").subList(3, 6).forEach(node::post);
    node.runner.advance(Duration.ofMinutes(5));
    assertThat(told.events).hasSize(6).doesNotHaveDuplicates();
    assertThat(failing.contexts).hasSize(12);
  }

  @Test
  void retriesWaitLongerAndLongerAndThenTheDeliveryIsParked() {
    List<Instant> attempts = new ArrayList<>();
    told.failure =
        () -> {
          attempts.add(node.clock.instant());
          return new IllegalStateException("always");
        };
    node.options =
        options ->
            options
                .maxAttempts(6)
                .retryDelay(Duration.ofSeconds(2), Duration.ofSeconds(10))
                .sweep(Duration.ofHours(1))
                .jitter(() -> 0.5);
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.initiated", 0));
    node.runner.advance(Duration.ofHours(1));
    List<Long> millis = new ArrayList<>();
    for (int i = 1; i < attempts.size(); i++) {
      millis.add(Duration.between(attempts.get(i - 1), attempts.get(i)).toMillis());
    }
    // Half of 2, 4, 8, 10, 10 seconds, on the next beat of the alarm.
    assertThat(millis).containsExactly(1_010L, 2_010L, 4_010L, 5_010L, 5_010L);
    assertThat(told.contexts)
        .extracting(DeliveryContext::attempt)
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(told.contexts)
        .extracting(DeliveryContext::deliveryId)
        .containsOnly(told.contexts.get(0).deliveryId());
    ParkedDelivery parked = node.receiver.deliveries().parked(10).get(0);
    assertThat(parked.attempts()).isEqualTo(6);
    assertThat(parked.failure()).isEqualTo("java.lang.IllegalStateException");
    assertThat(parked.type()).isEqualTo(EventType.CALL_INITIATED);
  }

  @Test
  void theLaneGoesOnBehindAParkedDeliveryAndAReplayIsLate() {
    told.failure =
        () -> told.contexts.size() <= 1 ? new IllegalStateException("the first one fails") : null;
    node.options = options -> options.maxAttempts(1);
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.initiated", 0));
    node.runner.run();
    node.post(body("a", "call.ended", 40));
    node.runner.run();
    assertThat(told.events).containsExactly("a call.ended");
    ParkedDelivery parked = node.receiver.deliveries().parked(10).get(0);
    assertThat(node.receiver.deliveries().replay(parked)).isTrue();
    assertThat(node.receiver.deliveries().replay(parked)).isFalse();
    node.runner.run();
    assertThat(told.events).containsExactly("a call.ended", "a call.initiated");
    assertThat(told.late()).containsExactly(false, false, true);
    assertThat(told.contexts.get(2).attempt()).isEqualTo(1);
    assertThat(told.contexts.get(2).deliveryId()).isEqualTo(told.contexts.get(0).deliveryId());
    assertThat(node.receiver.deliveries().parked(10)).isEmpty();
    assertThat(node.receiver.deliveries().replayAll()).isZero();
  }

  @Test
  void everythingParkedCanBeReplayedAtOnce() {
    told.failure = () -> new IllegalStateException("down");
    node.options = options -> options.maxAttempts(1);
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    for (String call : List.of("a", "b", "c")) {
      node.post(body(call, "call.initiated", 0));
    }
    node.runner.run();
    assertThat(node.receiver.deliveries().parked(10)).hasSize(3);
    told.failure = () -> null;
    assertThat(node.receiver.deliveries().replayAll()).isEqualTo(3);
    node.runner.run();
    assertThat(told.events)
        .containsExactlyInAnyOrder("a call.initiated", "b call.initiated", "c call.initiated");
  }

  @Test
  void aListenerThatInterruptsItsThreadHarmsNothing() {
    told.meanwhile = () -> Thread.currentThread().interrupt();
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    EventBodies.missedCallWithVoicemail("a").forEach(node::post);
    node.runner.run();
    assertThat(Thread.interrupted()).isTrue();
    node.runner.run();
    assertThat(told.events).hasSize(6).doesNotHaveDuplicates();
    Thread.interrupted();
  }

  @Test
  void aNewNameStartsNow() {
    node.start(builder -> builder.listener("other", (event, call) -> {}));
    node.post(body("a", "call.initiated", 0));
    node.runner.run();
    node.receiver.close();
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.ended", 40));
    node.runner.settle();
    assertThat(told.events).containsExactly("a call.ended");
  }

  @Test
  void aNewNameStartsAtTheTimeThatWasAskedForOnceAndOnOneNode() {
    node.start(builder -> builder.listener("other", (event, call) -> {}));
    for (int call = 0; call < 1_200; call++) {
      node.post(body("call-" + call, "call.initiated", 0));
      node.clock.advance(Duration.ofMillis(10));
    }
    Instant from = node.clock.instant().minus(Duration.ofSeconds(11));
    node.receiver.close();
    node.runner.crash();
    Node second = new Node(store);
    second.clock.set(node.clock.instant());
    ListenerSpec spec = ListenerSpec.named("crm").from(from);
    node.start(builder -> builder.listener(spec, told));
    second.start(builder -> builder.listener(spec, told));
    node.runner.advance(Duration.ofSeconds(2));
    second.runner.advance(Duration.ofSeconds(2));
    node.post(body("new", "call.initiated", 0));
    node.runner.advance(Duration.ofSeconds(2));
    assertThat(told.events).hasSize(1_101).doesNotHaveDuplicates();
    node.receiver.close();
    node.start(builder -> builder.listener(spec, told));
    node.runner.advance(Duration.ofSeconds(2));
    assertThat(told.events).hasSize(1_101);
  }

  @Test
  void anExecutorThatTakesNothingLosesNothing() {
    boolean[] full = {true};
    node.executor =
        task -> {
          if (full[0]) {
            throw new RejectedExecutionException("full");
          }
          node.runner.execute(task);
        };
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.initiated", 0));
    node.runner.advance(Duration.ofSeconds(5));
    assertThat(told.events).isEmpty();
    full[0] = false;
    node.runner.advance(Duration.ofSeconds(1));
    assertThat(told.events).containsExactly("a call.initiated");
  }

  @Test
  void everythingMayRunOnTheThreadThatReceives() {
    node.executor = Runnable::run;
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    EventBodies.missedCallWithVoicemail("a").forEach(node::post);
    assertThat(told.events).hasSize(6).doesNotHaveDuplicates();
  }

  /** The listener runs in the middle of the round of its own sender. */
  @Test
  @Timeout(10)
  void aListenerOnTheThreadThatReceivesMayReceiveItself() {
    node.executor = Runnable::run;
    node.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    told.meanwhile =
        () -> {
          if (told.events.size() == 1) {
            node.post(body("b", "call.initiated", 0));
            node.post(body("c", "call.initiated", 0));
            node.post(body("a", "call.ended", 40));
          }
        };
    node.post(body("a", "call.initiated", 0));
    assertThat(told.events)
        .containsExactlyInAnyOrder(
            "a call.initiated", "b call.initiated", "c call.initiated", "a call.ended");
  }

  @Test
  void telemetryThatThrowsErrorsHasNothingToldTwice() {
    Telemetry broken =
        new Telemetry() {
          @Override
          public void delivered(String listener, int attempt) {
            throw new NoClassDefFoundError("planted");
          }
        };
    node.start(builder -> builder.telemetry(broken).listener(ListenerSpec.named("crm"), told));
    node.post(body("a", "call.initiated", 0));
    node.runner.advance(Duration.ofMinutes(5));
    assertThat(told.events).containsExactly("a call.initiated");
  }

  @Test
  void refusesWhatCannotWorkWhenItIsBuilt() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WebhookReceiver.builder()
                    .verifier(request -> null)
                    .store(new PlainMemoryStore())
                    .quarantine(store)
                    .listener("crm", (event, call) -> {})
                    .build())
        .withMessage(
            "listener(...) needs a store that implements DeliveryStore; PlainMemoryStore does not");
    TransactionalListener exact = (connection, event, call, context) -> {};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WebhookReceiver.builder()
                    .verifier(request -> null)
                    .store(store)
                    .listener(ListenerSpec.named("crm"), exact)
                    .build())
        .withMessage(
            "listener crm is transactional, but MemoryCallStore does not implement"
                + " TransactionalDeliveryStore");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WebhookReceiver.builder()
                    .listener("crm", (event, call) -> {})
                    .listener("crm", (event, call) -> {}))
        .withMessage("there are two listeners with the name crm");
    for (String name : List.of("", "~match", "a\nb", "x".repeat(101))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ListenerSpec.named(name))
          .withMessage(
              "a listener's name must be 1 to 100 printable characters and not begin with ~, has "
                  + name.length());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListenerSpec.named("crm").lanes(0))
        .withMessage("lanes must be 1 to 1000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListenerSpec.named("crm").types())
        .withMessage("types must be 1 or more, were 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryOptions.builder().maxAttempts(0))
        .withMessage("maxAttempts must be 1 to 1000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryOptions.builder().lease(Duration.ofMillis(999)))
        .withMessage("lease must be PT1S to PT1H, was PT0.999S");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                WebhookReceiver.builder()
                    .verifier(request -> null)
                    .store(new PlainMemoryStore())
                    .quarantine(store)
                    .build()
                    .deliveries());
  }

  static byte[] body(String callId, String type, int second) {
    return EventBodies.bytes(
        """
        {"event":"%s","timestamp":"2026-05-15T10:00:%02dZ",
         "data":{"id":"%s","from":"+4520123456","direction":"inbound"}}"""
            .formatted(type, second, callId));
  }

  private static Throwable thrown(Class<? extends Throwable> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** As Kotlin does, and everything that hides checked exceptions. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
