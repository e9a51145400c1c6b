package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With all webhooks here, nothing shows that any event was ever reconciled. */
class ReconcileConvergenceTest {
  private static final CallKey KEY = new CallKey("default", "call-1");
  private static final Instant START = TrueCall.START;

  static List<TrueCall> lives() {
    return List.of(
        call().answered(START.plusSeconds(20)).ended(START.plusSeconds(80), "Early"),
        call().answered(START).ended(START, null).transcribed("Hello", "A summary"),
        call().ended(START.plusSeconds(30), null).lost(),
        call()
            .ended(START.plusSeconds(30), null)
            .message(START.plusSeconds(30))
            .messageTranscribed("Please call back"));
  }

  private static TrueCall call() {
    return new TrueCall("call-1", "+4520123456", START);
  }

  /** Up to four webhooks and four reconciled events, in each of the 40,320 orders. */
  @ParameterizedTest
  @MethodSource("lives")
  void everyOrderOfWebhooksAndReconciledEventsGivesTheStateOfTheWebhooksAlone(TrueCall call) {
    List<PhoneEvent> webhooks = parsed(call.webhooks());
    byte[] alone = merged(webhooks).encode();
    List<PhoneEvent> all = new ArrayList<>(webhooks);
    all.addAll(parsed(call.reconciled(call.events() - 1)));
    assertThat(all).hasSize(2 * call.events());
    permutations(
        all,
        all.size(),
        order -> assertThat(merged(order).encode()).as("%s", order).isEqualTo(alone));
  }

  /**
   * Listings at every moment of a call, webhooks that are repeated, written later and stamped at
   * any time, before the truth as well as after it, all shuffled and through the stored form.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void anyWebhooksAndAnyListingsInAnyOrderGiveTheRowOfTheWebhooksAlone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 1_000; round++) {
      TrueCall call = TrueCall.random(random);
      List<PhoneEvent> webhooks = randomWebhooks(call, random);
      CallProjection alone = merged(webhooks);
      List<PhoneEvent> all = new ArrayList<>(webhooks);
      all.addAll(randomListings(call, random));
      for (int order = 0; order < 3; order++) {
        shuffle(all, random);
        CallProjection both = stored(all);
        assertThat(both.encode())
            .as("seed %d, round %d, order %d: %s", seed, round, order, all)
            .isEqualTo(alone.encode());
        assertThat(SortThenFold.actualRow(CallRecord.of(KEY, both)))
            .isEqualTo(SortThenFold.row(webhooks));
      }
    }
  }

  /**
   * Webhooks that never come leave their reconciled events, and the order still does not matter.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whenSomeWebhooksNeverComeEveryOrderStillGivesTheSameState(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 1_000; round++) {
      TrueCall call = TrueCall.random(random);
      List<PhoneEvent> some = randomWebhooks(call, random);
      some.removeIf(event -> random.nextInt(3) == 0);
      some.addAll(randomListings(call, random));
      byte[] expected = merged(some).encode();
      for (int order = 0; order < 3; order++) {
        shuffle(some, random);
        assertThat(stored(some).encode()).as("seed %d: %s", seed, some).isEqualTo(expected);
      }
    }
  }

  /** The row of a call that no webhook ever told, but for the two times that the API lacks. */
  @ParameterizedTest
  @MethodSource("lives")
  void aCallThatOnlyTheApiTellsHasTheRowOfItsWebhooksButForTwoTimes(TrueCall call) {
    CallRecord told = CallRecord.of(KEY, merged(parsed(call.webhooks())));
    CallRecord listed = CallRecord.of(KEY, merged(parsed(call.reconciled(call.events() - 1))));
    var expected = SortThenFold.actualRow(told);
    if (told.answeredAt() == null) {
      assertThat(listed.endedAt()).isNull();
      expected.remove("ended_at");
    }
    expected.keySet().removeIf(name -> name.endsWith("transcribed_at"));
    assertThat(SortThenFold.actualRow(listed)).isEqualTo(expected);
    assertThat(listed.sortedAt()).isEqualTo(told.sortedAt());
    assertThat(listed.employees()).isEqualTo(told.employees());
    assertThat(listed.initiatedByJson()).isEqualTo(told.initiatedByJson());
  }

  @Test
  void afterAllWebhooksAListingChangesNothing() {
    for (TrueCall call : lives()) {
      CallProjection told = merged(parsed(call.webhooks()));
      byte[] before = told.encode();
      for (PhoneEvent event : parsed(call.reconciled(call.events() - 1))) {
        assertThat(told.merge(event)).as("%s", event).isEqualTo(CallProjection.Outcome.REPEAT);
      }
      assertThat(told.encode()).isEqualTo(before);
    }
  }

  @Test
  void aSecondListingChangesNothing() {
    for (TrueCall call : lives()) {
      List<PhoneEvent> listed = parsed(call.reconciled(call.events() - 1));
      CallProjection once = merged(listed);
      byte[] before = once.encode();
      listed.forEach(
          event -> assertThat(once.merge(event)).isEqualTo(CallProjection.Outcome.REPEAT));
      assertThat(once.encode()).isEqualTo(before);
    }
  }

  @Test
  void aDeliveryIsACorrectionOfWhatWasReconciledAlsoIfItIsLater() {
    TrueCall call = lives().get(0);
    CallProjection projection = merged(parsed(call.reconciled(call.events() - 1)));
    PhoneEvent ended = parse(call.webhook(2, 2, Duration.ofSeconds(5)));
    assertThat(projection.merge(ended)).isEqualTo(CallProjection.Outcome.CORRECTION);
    assertThat(CallRecord.of(KEY, projection).endedAt()).isEqualTo(START.plusSeconds(85));
    assertThat(projection.merge(ended)).isEqualTo(CallProjection.Outcome.REPEAT);
  }

  /** The webhook of the end came with an early summary, that of the transcript never came. */
  @Test
  void whatTheApiKnowsBetterThanTheWebhooksThatCameIsShown() {
    TrueCall call = call().answered(START.plusSeconds(20)).ended(START.plusSeconds(80), "Zzz");
    call.transcribed("Hello", "A summary");
    List<PhoneEvent> events = parsed(call.webhooks().subList(0, 3));
    events.addAll(parsed(call.reconciled(3)));
    CallRecord row = CallRecord.of(KEY, merged(events));
    assertThat(row.summary()).isEqualTo("A summary");
    assertThat(row.transcription()).isEqualTo("Hello");
    assertThat(row.eventCount()).isEqualTo(4);
  }

  @Test
  void aFullCallTakesNoReconciledEventItCouldNotForget() {
    List<PhoneEvent> noted = new ArrayList<>();
    for (int i = 0; i < CallProjection.MAX_EVENTS; i++) {
      noted.add(
          parse(
              ("{\"event\":\"call.noted\",\"event_id\":\"e%d\",\"data\":{\"id\":\"call-1\"},"
                      + "\"timestamp\":\"2026-05-15T10:00:00Z\"}")
                  .formatted(i)
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    CallProjection full = merged(noted);
    byte[] before = full.encode();
    for (PhoneEvent event : parsed(lives().get(0).reconciled(2))) {
      assertThat(full.merge(event)).isEqualTo(CallProjection.Outcome.UNCOUNTED);
    }
    assertThat(full.encode()).isEqualTo(before);
  }

  @Test
  void aCallWithForgottenEventsTakesNoReconciledEventItMayHaveCounted() {
    TrueCall call = lives().get(0);
    CallProjection pruned = merged(parsed(call.webhooks()));
    pruned.forget(List.of(parsed(call.webhooks()).get(1).id()));
    byte[] before = pruned.encode();
    parsed(call.reconciled(2)).forEach(pruned::merge);
    assertThat(pruned.encode()).isEqualTo(before);
    assertThat(CallRecord.of(KEY, pruned).eventCount()).isEqualTo(3);
  }

  private static List<PhoneEvent> randomWebhooks(TrueCall call, RandomGenerator random) {
    List<PhoneEvent> events = parsed(call.webhooks());
    for (int i = 0; i < call.events(); i++) {
      while (random.nextInt(3) == 0) {
        Duration later = Duration.ofSeconds(random.nextInt(-90, 90));
        events.add(parse(call.webhook(i, random.nextInt(i, call.events()), later)));
      }
    }
    return events;
  }

  private static List<PhoneEvent> randomListings(TrueCall call, RandomGenerator random) {
    List<PhoneEvent> events = new ArrayList<>();
    do {
      events.addAll(parsed(call.reconciled(random.nextInt(call.events()))));
    } while (random.nextBoolean());
    return events;
  }

  private static CallProjection merged(List<PhoneEvent> events) {
    CallProjection projection = new CallProjection();
    events.forEach(projection::merge);
    return projection;
  }

  private static CallProjection stored(List<PhoneEvent> events) {
    CallProjection projection = new CallProjection();
    for (PhoneEvent event : events) {
      projection = CallProjection.decode(projection.encode());
      projection.merge(event);
    }
    return projection;
  }

  private static PhoneEvent parse(byte[] body) {
    return EventParser.parse(body, TrueCall.RECEIVED);
  }

  private static List<PhoneEvent> parsed(List<byte[]> bodies) {
    List<PhoneEvent> events = new ArrayList<>();
    bodies.forEach(body -> events.add(parse(body)));
    return events;
  }

  private static void shuffle(List<PhoneEvent> events, RandomGenerator random) {
    for (int i = events.size() - 1; i > 0; i--) {
      Collections.swap(events, i, random.nextInt(i + 1));
    }
  }

  /** Heap's algorithm: the list itself takes each order in turn. */
  private static <T> void permutations(List<T> elements, int size, Consumer<List<T>> visitor) {
    if (size <= 1) {
      visitor.accept(elements);
      return;
    }
    for (int i = 0; i < size; i++) {
      permutations(elements, size - 1, visitor);
      Collections.swap(elements, size % 2 == 0 ? i : 0, size - 1);
    }
  }
}
