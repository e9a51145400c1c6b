package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events in any order, with any repetition, give the same rows. */
class ConvergenceTest {
  private static final Instant RECEIVED = Instant.parse("2026-05-15T12:00:00Z");
  private static final CallKey KEY = new CallKey("default", "call-1");

  @Test
  void everyOrderOfTheSixEventsOfACallGivesTheSameRow() {
    List<PhoneEvent> events = parsed(EventBodies.missedCallWithVoicemail("call-1"));
    Map<String, Object> expected = SortThenFold.row(events);
    byte[] state = merged(events).encode();
    int orders = 0;
    for (List<PhoneEvent> order : permutations(events)) {
      CallProjection projection = merged(order);
      assertThat(SortThenFold.actualRow(CallRecord.of(KEY, projection))).isEqualTo(expected);
      assertThat(projection.encode()).isEqualTo(state);
      orders++;
    }
    assertThat(orders).isEqualTo(720);
  }

  @Test
  void theRowSaysWhatHappened() {
    CallRecord call =
        CallRecord.of(KEY, merged(parsed(EventBodies.missedCallWithVoicemail("call-1"))));
    assertThat(call.state()).hasToString("ended");
    assertThat(call.endedAt()).isEqualTo("2026-05-15T10:00:40Z");
    assertThat(call.outsideOpeningHours()).isTrue();
    assertThat(call.lost()).isFalse(); // there is a voicemail
    assertThat(call.transcription()).isEqualTo("Please call back");
    assertThat(call.eventCount()).isEqualTo(6);
    assertThat(call.voicemails()).hasSize(1);
    assertThat(call.voicemails().get(0).transcription()).isEqualTo("It is about my order æøå");
    assertThat(call.voicemails().get(0).transcribedAt()).isEqualTo("2026-05-15T10:01:10Z");
  }

  /** Two thousand random calls a seed: ties, gaps, repeats with other values and other times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void randomEventsInRandomOrderEqualSortingAndFolding(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int call = 0; call < 2_000; call++) {
      List<PhoneEvent> events = parsed(RandomBodies.ofOneCall(random, "call-1"));
      Map<String, Object> expected = SortThenFold.row(events);
      for (int order = 0; order < 3; order++) {
        shuffle(events, random);
        CallProjection projection = new CallProjection();
        for (PhoneEvent event : events) {
          // Through the stored form, as every event of a real call goes.
          projection = CallProjection.decode(projection.encode());
          projection.merge(event);
        }
        assertThat(SortThenFold.actualRow(CallRecord.of(KEY, projection)))
            .as("seed %d, call %d, order %d: %s", seed, call, order, events)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void twoUnknownTypesUnderOneIdAndTimeGiveTheSameStateInBothOrders() {
    List<PhoneEvent> events =
        parsed(
            List.of(
                EventBodies.bytes(flat("e1", "call_parked", "10:00:00")),
                EventBodies.bytes(flat("e1", "call_unparked", "10:00:00"))));
    CallProjection there = merged(events);
    CallProjection back = merged(List.of(events.get(1), events.get(0)));
    assertThat(back.encode()).isEqualTo(there.encode());
  }

  @Test
  void beyondTheRememberedEventsTheRowIsStillTheSameInEveryOrder() {
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i <= CallProjection.MAX_EVENTS; i++) {
      String time = "10:" + (10 + i / 60) + ":" + (10 + i % 60 % 50);
      bodies.add(EventBodies.bytes(flat("e" + i, "call_noted", i == 0 ? "09:00:00" : time)));
    }
    List<PhoneEvent> events = parsed(bodies);
    CallRecord there = CallRecord.of(KEY, merged(events));
    Collections.reverse(events);
    CallRecord back = CallRecord.of(KEY, CallProjection.decode(merged(events).encode()));
    assertThat(back.eventCount()).isEqualTo(there.eventCount());
    assertThat(back.sortedAt()).isEqualTo(there.sortedAt()).isEqualTo("2026-05-15T09:00:00Z");
  }

  private static String flat(String id, String type, String time) {
    return """
        {"event_id":"%s","event_type":"%s","event_ts":"2026-05-15T%sZ","call_id":"call-1"}"""
        .formatted(id, type, time);
  }

  @Test
  void lateEventsMergeTheSameAfterAnyNumberOfStores() {
    List<PhoneEvent> events = parsed(EventBodies.missedCallWithVoicemail("call-1"));
    CallProjection once = merged(events);
    CallProjection stored = CallProjection.decode(once.encode());
    assertThat(stored).isEqualTo(once);
    events.forEach(
        event -> assertThat(stored.merge(event)).isEqualTo(CallProjection.Outcome.REPEAT));
    assertThat(stored.encode()).isEqualTo(once.encode());
  }

  private static CallProjection merged(List<PhoneEvent> events) {
    CallProjection projection = new CallProjection();
    events.forEach(projection::merge);
    return projection;
  }

  private static List<PhoneEvent> parsed(List<byte[]> bodies) {
    List<PhoneEvent> events = new ArrayList<>();
    bodies.forEach(body -> events.add(EventParser.parse(body, RECEIVED)));
    return events;
  }

  private static void shuffle(List<PhoneEvent> events, RandomGenerator random) {
    for (int i = events.size() - 1; i > 0; i--) {
      Collections.swap(events, i, random.nextInt(i + 1));
    }
  }

  static <T> List<List<T>> permutations(List<T> elements) {
    if (elements.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      List<T> rest = new ArrayList<>(elements);
      T first = rest.remove(i);
      for (List<T> tail : permutations(rest)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }
}
