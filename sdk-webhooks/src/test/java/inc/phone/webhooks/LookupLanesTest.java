package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.model.EventType;
import inc.phone.number.E164;
import inc.phone.webhooks.ListenersTest.Told;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Matching with a store that keeps lanes: before the first delivery, and until it succeeds. */
class LookupLanesTest {
  private final Map<String, String> customers = new HashMap<>(Map.of("+4520123456", "7"));
  private final List<Instant> lookups = new ArrayList<>();
  private final List<MatchStatus> seen = new ArrayList<>();
  private final MemoryCallStore store = new MemoryCallStore();
  private final Node node = new Node(store);
  private final Told told = new Told();
  private boolean isDown;
  private Runnable during = () -> {};

  private Optional<String> find(E164 number) {
    lookups.add(node.clock.instant());
    Runnable meanwhile = during;
    during = () -> {};
    meanwhile.run();
    if (isDown) {
      throw new IllegalStateException("the customer database is away");
    }
    return Optional.ofNullable(customers.get(number.toString()));
  }

  private void start() {
    node.start(
        builder ->
            builder
                .customers(this::find, "DK")
                .listener("sees", (event, call) -> seen.add(call.match()))
                .listener(ListenerSpec.named("told"), told));
  }

  @Test
  void theFirstDeliverySeesTheCustomerWithoutAnyTimer() {
    start();
    post("call.initiated", "+4520123456");
    node.runner.run();
    assertThat(seen).containsExactly(MatchStatus.MATCHED);
    assertThat(told.events).containsExactly("a call.initiated");
    post("call.ended", "+4520123456");
    node.runner.run();
    assertThat(seen).containsExactly(MatchStatus.MATCHED, MatchStatus.MATCHED);
    assertThat(lookups).hasSize(1);
    node.runner.advance(Duration.ofMinutes(1));
    assertThat(told.events).containsExactly("a call.initiated", "a call.ended");
  }

  @Test
  void aCallThatBelongsToNobodyIsDeliveredAtOnceToo() {
    start();
    post("call.initiated", "+4599999999");
    node.runner.run();
    assertThat(seen).containsExactly(MatchStatus.UNMATCHED);
    assertThat(told.events).containsExactly("a call.initiated");
  }

  @Test
  void aCallWithoutANumberWaitsForNothing() {
    start();
    post("call.initiated", "anonymous");
    node.runner.run();
    assertThat(seen).containsExactly(MatchStatus.NO_CALLER_ID);
    assertThat(lookups).isEmpty();
  }

  @Test
  void afterASecondListenersSeeAPendingCallAndAreToldWhenItIsMatched() {
    isDown = true;
    start();
    post("call.initiated", "+4520123456");
    node.runner.advance(Duration.ofMillis(990));
    assertThat(seen).isEmpty();
    node.runner.advance(Duration.ofMillis(30));
    assertThat(seen).containsExactly(MatchStatus.PENDING);
    isDown = false;
    node.runner.advance(Duration.ofMinutes(1));
    assertThat(told.events).containsExactly("a call.initiated", "a matched 7");
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(seen).as("a listener without onMatched").hasSize(1);
    node.runner.advance(Duration.ofHours(1));
    assertThat(told.events).hasSize(2);
  }

  @Test
  void laterEventsOfACallWhoseLookupFailsWaitForNothing() {
    isDown = true;
    start();
    post("call.initiated", "+4520123456");
    node.runner.advance(Duration.ofSeconds(2));
    post("call.ended", "+4520123456");
    node.runner.run();
    assertThat(seen).containsExactly(MatchStatus.PENDING, MatchStatus.PENDING);
  }

  /** The window is one second from the receipt, however long the lookup takes. */
  @Test
  void aLookupThatHangsHoldsListenersForASecondOnly() {
    during =
        () -> {
          node.runner.advance(Duration.ofMillis(1_020));
          assertThat(seen).containsExactly(MatchStatus.PENDING);
        };
    start();
    post("call.initiated", "+4520123456");
    node.runner.run();
    assertThat(told.events).containsExactly("a call.initiated", "a matched 7");
  }

  @Test
  void aCallThatWaitedBeforeLookupsWereConfiguredIsLookedUpWithItsNextEvent() {
    node.start(builder -> builder.listener(ListenerSpec.named("told"), told));
    post("call.initiated", "+4520123456");
    node.runner.run();
    assertThat(told.events).containsExactly("a call.initiated");
    node.receiver.close();
    start();
    post("call.ended", "+4520123456");
    node.runner.run();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(seen).containsExactly(MatchStatus.MATCHED);
    assertThat(told.events).contains("a call.ended", "a matched 7");
  }

  /** The lane was looked at while its event was held, so the news waits there, and is none. */
  @Test
  void whoSeesTheCustomerWithItsFirstDeliveryIsNotToldAgain() {
    during = () -> node.runner.advance(Duration.ofMillis(1_500));
    start();
    post("call.ended", "+4520123456");
    node.runner.run();
    assertThat(seen).isEmpty();
    node.runner.advance(Duration.ofSeconds(2));
    assertThat(seen).containsExactly(MatchStatus.MATCHED);
    assertThat(told.events).containsExactly("a call.ended");
  }

  @Test
  void aLookupIsRepeatedUntilItSucceedsAlsoAfterARestart() {
    isDown = true;
    start();
    post("call.initiated", "+4520123456");
    node.runner.advance(Duration.ofHours(1));
    assertThat(lookups).hasSizeBetween(10, 25);
    Instant last = lookups.get(lookups.size() - 1);
    Instant before = lookups.get(lookups.size() - 2);
    assertThat(Duration.between(before, last))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6)); // half of ten
    node.receiver.close();
    node.runner.crash();
    isDown = false;
    start();
    node.runner.advance(Duration.ofMinutes(11));
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(told.events).containsExactly("a call.initiated", "a matched 7");
  }

  @Test
  void aNumberThatChangesDuringTheLookupIsLookedUpToo() {
    start();
    during = () -> post("call.ended", "+4520123456");
    post("call.initiated", "+4599999999");
    node.runner.run();
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(lookups).hasSize(2);
    node.runner.advance(Duration.ofMinutes(1));
    assertThat(lookups).hasSize(2);
    assertThat(told.events).hasSize(2);
  }

  @Test
  void whoWasToldOfACallIsToldOfEveryOtherCustomerItGets() {
    start();
    post("call.initiated", "+4520000000");
    node.runner.run();
    node.receiver.matcher().assign("a", "by hand");
    node.runner.run();
    node.receiver.matcher().assign("a", "by hand");
    node.runner.run();
    customers.put("+4520000000", "8");
    assertThat(node.receiver.matcher().rematch(E164.of("+4520000000"))).isZero();
    node.runner.run();
    assertThat(told.events).containsExactly("a call.initiated", "a matched by hand");
    node.receiver.matcher().assign("a", null);
    node.runner.run();
    customers.put("+4520000000", "9");
    assertThat(node.receiver.matcher().rematch(E164.of("+4520000000"))).isEqualTo(1);
    node.runner.run();
    assertThat(told.events)
        .containsExactly("a call.initiated", "a matched by hand", "a matched 8", "a matched 9");
    customers.remove("+4520000000");
    assertThat(node.receiver.matcher().rematch(E164.of("+4520000000"))).isEqualTo(1);
    node.runner.run();
    assertThat(told.events).as("nobody is no news").hasSize(4);
  }

  @Test
  void whoWasNeverToldOfACallIsNotToldOfItsCustomer() {
    node.start(
        builder ->
            builder
                .customers(this::find, "DK")
                .listener(ListenerSpec.named("told").types(EventType.CALL_ENDED), told));
    isDown = true;
    post("call.initiated", "+4520123456");
    node.runner.advance(Duration.ofSeconds(2));
    isDown = false;
    node.runner.advance(Duration.ofMinutes(1));
    assertThat(call().match()).isEqualTo(MatchStatus.MATCHED);
    assertThat(told.events).isEmpty();
    post("call.ended", "+4520123456");
    node.runner.run();
    assertThat(told.events).containsExactly("a call.ended");
  }

  @Test
  void aNoticeThatFailsIsRepeatedAndParkedLikeAnyDelivery() {
    node.options = options -> options.maxAttempts(2);
    isDown = true;
    List<String> attempts = new ArrayList<>();
    node.start(
        builder ->
            builder
                .customers(this::find, "DK")
                .listener(
                    ListenerSpec.named("told"),
                    new CallEventListener() {
                      @Override
                      public void onEvent(
                          PhoneEvent event, CallRecord call, DeliveryContext context) {}

                      @Override
                      public void onMatched(CallRecord call, DeliveryContext context) {
                        attempts.add(context.deliveryId());
                        throw new IllegalStateException("crm is down");
                      }
                    }));
    post("call.initiated", "+4520123456");
    node.runner.advance(Duration.ofSeconds(2));
    isDown = false;
    node.runner.advance(Duration.ofHours(1));
    assertThat(attempts).hasSize(2).containsOnly(attempts.get(0));
    assertThat(node.receiver.deliveries().parked(9)).hasSize(1);
    assertThat(node.receiver.deliveries().parked(9).get(0).type()).isNull();
  }

  private CallRecord call() {
    return store.call(new CallKey("default", "a")).orElseThrow();
  }

  private void post(String type, String from) {
    node.post(
        EventBodies.bytes(
            """
            {"event":"%s","timestamp":"2026-05-15T10:00:%sZ",
             "data":{"id":"a","from":"%s","direction":"inbound"}}"""
                .formatted(type, type.equals("call.ended") ? "40" : "00", from)));
  }
}
