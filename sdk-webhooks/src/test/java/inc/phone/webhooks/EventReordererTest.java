package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.EventOrder;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.EventReorderer;
import inc.phone.webhooks.call.EventReorderer.Released;
import inc.phone.webhooks.call.ReceivedEvent;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReordererTest {
  private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final CallKey CALL = new CallKey("default", "a");
  private static final EventOrder ORDER = EventOrder.of(Set.of(), WINDOW);

  private final EventReorderer reorderer = new EventReorderer(ORDER, 100, 1_000);

  /** What came out, and when. */
  private record Out(PhoneEvent event, boolean late, Instant at) {}

  @Test
  void anInOrderStreamPassesWithoutAnyWait() {
    for (byte[] body : EventBodies.missedCallWithVoicemail("a")) {
      PhoneEvent event = EventParser.parse(body, NOW);
      assertThat(reorderer.offer(CALL, event, NOW))
          .containsExactly(new Released(CALL, event, false));
      assertThat(reorderer.nextRelease()).isEmpty();
    }
  }

  @Test
  void everyPermutationWithinTheWindowComesOutWithEveryPredecessorFirst() {
    List<PhoneEvent> events =
        EventBodies.missedCallWithVoicemail("a").stream()
            .map(body -> EventParser.parse(body, NOW))
            .toList();
    for (List<PhoneEvent> order : ConvergenceTest.permutations(events)) {
      List<ReceivedEvent> arrivals = new ArrayList<>();
      for (int i = 0; i < order.size(); i++) {
        arrivals.add(new ReceivedEvent(order.get(i), NOW.plusMillis(i * 100L)));
      }
      List<Out> out = play(new EventReorderer(ORDER, 100, 1_000), arrivals);
      checkPromises(arrivals, out, Set.of());
      assertThat(inLanes(arrivals)).isEqualTo(out);
      assertThat(types(out)).startsWith("call.initiated");
      assertThat(types(out))
          .containsSubsequence("call.initiated", "call.ended", "call.transcription_done")
          .containsSubsequence("call.initiated", "voicemail.new", "voicemail.transcription_done");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomEventsAtRandomTimesKeepEveryPromiseAloneAndInLanes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      List<ReceivedEvent> arrivals = randomArrivals(random);
      Set<EventType> subscribed =
          random.nextInt(3) == 0 ? Set.of(EventType.CALL_ENDED, EventType.VOICEMAIL_NEW) : Set.of();
      EventOrder order = EventOrder.of(subscribed, WINDOW);
      List<Out> out = play(new EventReorderer(order, 100, 1_000), arrivals);
      checkPromises(arrivals, out, subscribed);
      assertThat(inLanes(order, arrivals)).as("seed %d, round %d", seed, round).isEqualTo(out);
    }
  }

  @Test
  void anEventWaitsForItsPredecessorUntilTheWindowIsOver() {
    PhoneEvent ended = event("call.ended", 40);
    assertThat(reorderer.offer(CALL, ended, NOW)).isEmpty();
    assertThat(reorderer.nextRelease()).contains(NOW.plus(WINDOW));
    assertThat(reorderer.release(NOW.plus(WINDOW).minusNanos(1000))).isEmpty();
    assertThat(reorderer.release(NOW.plus(WINDOW)))
        .containsExactly(new Released(CALL, ended, false));
    assertThat(reorderer.nextRelease()).isEmpty();
    PhoneEvent initiated = event("call.initiated", 0);
    assertThat(reorderer.offer(CALL, initiated, NOW.plusSeconds(3)))
        .containsExactly(new Released(CALL, initiated, true));
  }

  @Test
  void aPredecessorEndsTheWaitAtOnceAndGoesFirst() {
    PhoneEvent ended = event("call.ended", 40);
    PhoneEvent initiated = event("call.initiated", 0);
    reorderer.offer(CALL, ended, NOW);
    assertThat(reorderer.offer(CALL, initiated, NOW.plusMillis(5)))
        .extracting(Released::event)
        .containsExactly(initiated, ended);
    assertThat(reorderer.nextRelease()).isEmpty();
  }

  @Test
  void aPredecessorGoesFirstEvenIfItsClockSaysOtherwise() {
    PhoneEvent ended = event("call.ended", 0);
    PhoneEvent initiated = event("call.initiated", 40);
    reorderer.offer(CALL, ended, NOW);
    assertThat(reorderer.offer(CALL, initiated, NOW.plusMillis(5)))
        .extracting(Released::event, Released::late)
        .containsExactly(tuple(initiated, false), tuple(ended, true));
  }

  /** The whole table of predecessors: each waits for these and for nothing else. */
  @ParameterizedTest
  @CsvSource({
    "call.initiated,               ''",
    "call.outside_opening_hours,   call.initiated",
    "branch_selected,              call.initiated",
    "call.answered,                call.initiated",
    "call.ended,                   call.initiated",
    "call.lost,                    call.ended",
    "voicemail.new,                call.initiated",
    "call.something_new,           ''",
    "call.transcription_done,      call.ended",
    "voicemail.transcription_done, voicemail.new",
  })
  void waitsForThePredecessorOfTheTableAndForNoOther(String type, String predecessor) {
    List<String> all =
        List.of(
            "call.initiated",
            "call.outside_opening_hours",
            "branch_selected",
            "call.answered",
            "call.ended",
            "call.lost",
            "voicemail.new",
            "call.something_new",
            "call.transcription_done",
            "voicemail.transcription_done");
    PhoneEvent waiting = event(type, 30);
    for (String other : all) {
      CallProjection call = new CallProjection();
      all.stream()
          .filter(arrived -> !arrived.equals(other))
          .forEach(arrived -> call.merge(event(arrived, 10)));
      EventOrder.Next next = ORDER.next(List.of(new ReceivedEvent(waiting, NOW)), call, NOW);
      assertThat(next.event() == null).as(other).isEqualTo(other.equals(predecessor));
    }
  }

  @Test
  void endedWaitsForAnsweredIfTheCallWasAnswered() {
    reorderer.offer(CALL, event("call.initiated", 0), NOW);
    PhoneEvent ended = event("call.ended", 40, ",\"answered_at\":\"2026-05-15T10:00:09Z\"");
    assertThat(reorderer.offer(CALL, ended, NOW)).isEmpty();
    PhoneEvent answered = event("call.answered", 9, ",\"answered_at\":\"2026-05-15T10:00:09Z\"");
    assertThat(reorderer.offer(CALL, answered, NOW))
        .extracting(Released::event)
        .containsExactly(answered, ended);
  }

  @Test
  void aTranscriptionWaitsForItsOwnVoicemailOnly() {
    reorderer.offer(CALL, event("call.initiated", 0), NOW);
    reorderer.offer(CALL, voicemail("voicemail.new", "one"), NOW);
    PhoneEvent text = voicemail("voicemail.transcription_done", "two");
    assertThat(reorderer.offer(CALL, text, NOW)).isEmpty();
    assertThat(reorderer.offer(CALL, voicemail("voicemail.transcription_done", "one"), NOW))
        .hasSize(1);
    assertThat(reorderer.offer(CALL, voicemail("voicemail.new", "two"), NOW))
        .extracting(released -> released.event().type())
        .containsExactly(EventType.VOICEMAIL_NEW, EventType.VOICEMAIL_TRANSCRIPTION_DONE);
  }

  @Test
  void anUnrelatedEventOvertakesAndTheOtherIsMarkedLate() {
    PhoneEvent ended = event("call.ended", 40);
    PhoneEvent unknown = event("call.on_hold", 50);
    reorderer.offer(CALL, ended, NOW);
    assertThat(reorderer.offer(CALL, unknown, NOW))
        .containsExactly(new Released(CALL, unknown, false));
    assertThat(reorderer.release(NOW.plus(WINDOW)))
        .containsExactly(new Released(CALL, ended, true));
  }

  @Test
  void aTypeThatIsNotSubscribedToIsNeverWaitedFor() {
    EventOrder order = EventOrder.of(Set.of(EventType.CALL_ENDED), WINDOW);
    EventReorderer few = new EventReorderer(order, 100, 1_000);
    assertThat(few.offer(CALL, event("call.ended", 40), NOW)).hasSize(1);
    assertThat(few.offer(CALL, event("call.lost", 41), NOW)).hasSize(1);
    assertThat(few.offer(CALL, event("voicemail.transcription_done", 41), NOW)).hasSize(1);
  }

  @Test
  void whatWasReceivedInOurFutureIsNotHeld() {
    ReceivedEvent ended = new ReceivedEvent(event("call.ended", 40), NOW.plusMillis(1));
    assertThat(ORDER.next(List.of(ended), new CallProjection(), NOW).event()).isEqualTo(ended);
  }

  @Test
  void atTheBoundOfACallItsEventsAreReleasedInOrder() {
    EventReorderer small = new EventReorderer(ORDER, 2, 1_000);
    assertThat(small.offer(CALL, event("call.ended", 40), NOW)).isEmpty();
    assertThat(small.offer(CALL, event("voicemail.new", 41), NOW)).isEmpty();
    assertThat(small.offer(CALL, event("call.answered", 9), NOW))
        .extracting(released -> released.event().type().value())
        .containsExactly("call.answered", "call.ended", "voicemail.new");
    assertThat(small.nextRelease()).isEmpty();
  }

  @Test
  void atTheBoundInTotalTheCallThatWasLongestQuietIsReleased() {
    EventReorderer small = new EventReorderer(ORDER, 100, 3);
    for (int call = 0; call < 3; call++) {
      assertThat(small.offer(key(call), event("call.ended", 40), NOW.plusMillis(call))).isEmpty();
    }
    assertThat(small.offer(key(3), event("call.ended", 40), NOW.plusMillis(3)))
        .extracting(Released::key)
        .containsExactly(key(0));
    assertThat(small.offer(key(1), event("call.lost", 41), NOW.plusMillis(4)))
        .extracting(Released::key)
        .containsExactly(key(2));
    assertThat(small.release(NOW.plusSeconds(9))).hasSize(3);
    for (int call = 0; call < 50; call++) {
      assertThat(small.offer(key(call), event("call.initiated", 0), NOW)).hasSize(1);
    }
  }

  @Test
  void refusesWindowsAndBoundsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventOrder.of(Set.of(), Duration.ofSeconds(61)))
        .withMessage("holdBack must be 0 to 1 minute, was PT1M1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventOrder.of(Set.of(), Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventReorderer(ORDER, 0, 1))
        .withMessage("perCall and total must be 1 or more, were 0 and 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new EventReorderer(ORDER, 1, 0));
  }

  /** What is promised of any stream, checked without the algorithm. */
  private static void checkPromises(
      List<ReceivedEvent> arrivals, List<Out> out, Set<EventType> subscribed) {
    assertThat(out)
        .extracting(Out::event)
        .containsExactlyInAnyOrderElementsOf(arrivals.stream().map(ReceivedEvent::event).toList());
    for (int i = 0; i < out.size(); i++) {
      Out one = out.get(i);
      ReceivedEvent arrival = arrivalOf(arrivals, one.event());
      assertThat(one.at()).isBetween(arrival.receivedAt(), arrival.receivedAt().plus(WINDOW));
      boolean overtaken =
          out.subList(0, i).stream().anyMatch(before -> sortsAfter(before.event(), one.event()));
      assertThat(one.late()).isEqualTo(overtaken);
      List<String> before = predecessors(one.event(), arrivals, arrival.receivedAt());
      before.removeIf(type -> !subscribed.isEmpty() && !subscribed.contains(EventType.of(type)));
      if (one.at().isBefore(arrival.receivedAt().plus(WINDOW))) {
        for (String type : before) {
          assertThat(out.subList(0, i))
              .as("%s before %s", type, one)
              .anyMatch(other -> other.event().type().value().equals(type));
        }
      }
      if (before.isEmpty() && one.at().isAfter(arrival.receivedAt())) {
        // Only what waits itself may hold it, and then of a type in the table.
        assertThat(predecessors(one.event(), arrivals, Instant.MAX)).isNotEmpty();
      }
    }
  }

  private static List<String> predecessors(
      PhoneEvent event, List<ReceivedEvent> arrivals, Instant received) {
    List<String> types = new ArrayList<>();
    switch (event.type().value()) {
      case "call.outside_opening_hours", "branch_selected", "call.answered", "voicemail.new" ->
          types.add("call.initiated");
      case "call.ended" -> {
        types.add("call.initiated");
        boolean answered =
            arrivals.stream()
                .filter(arrival -> !arrival.receivedAt().isAfter(received))
                .map(arrival -> arrival.event().call())
                .anyMatch(call -> call != null && call.answeredAt() != null);
        if (answered) {
          types.add("call.answered");
        }
      }
      case "call.lost", "call.transcription_done" -> types.add("call.ended");
      case "voicemail.transcription_done" -> types.add("voicemail.new");
      default -> {}
    }
    return types;
  }

  private static ReceivedEvent arrivalOf(List<ReceivedEvent> arrivals, PhoneEvent event) {
    return arrivals.stream().filter(arrival -> arrival.event() == event).findFirst().orElseThrow();
  }

  private static boolean sortsAfter(PhoneEvent one, PhoneEvent other) {
    return EventRecord.ORDER.compare(record(one), record(other)) > 0;
  }

  private static EventRecord record(PhoneEvent event) {
    return new EventRecord(event.id(), event.type(), event.occurredAt(), NOW, false);
  }

  /** Offers every arrival at its time and asks for releases at the times that are named. */
  private static List<Out> play(EventReorderer reorderer, List<ReceivedEvent> arrivals) {
    List<Out> out = new ArrayList<>();
    for (ReceivedEvent arrival : arrivals) {
      releaseUntil(reorderer, arrival.receivedAt(), out);
      add(out, reorderer.offer(CALL, arrival.event(), arrival.receivedAt()), arrival.receivedAt());
    }
    releaseUntil(reorderer, NOW.plusSeconds(3600), out);
    return out;
  }

  private static void releaseUntil(EventReorderer reorderer, Instant until, List<Out> out) {
    Optional<Instant> next = reorderer.nextRelease();
    while (next.isPresent() && !next.get().isAfter(until)) {
      List<Released> released = reorderer.release(next.get());
      assertThat(released).isNotEmpty();
      add(out, released, next.get());
      next = reorderer.nextRelease();
    }
  }

  private static void add(List<Out> out, List<Released> released, Instant at) {
    released.forEach(one -> out.add(new Out(one.event(), one.late(), at)));
  }

  private static List<Out> inLanes(List<ReceivedEvent> arrivals) {
    return inLanes(ORDER, arrivals);
  }

  /** The same stream through a lane: what arrived is in the projection, progress in a text. */
  private static List<Out> inLanes(EventOrder order, List<ReceivedEvent> arrivals) {
    List<Out> out = new ArrayList<>();
    List<ReceivedEvent> waiting = new ArrayList<>();
    CallProjection call = new CallProjection();
    String[] mark = {null};
    List<ReceivedEvent> coming = new ArrayList<>(arrivals);
    Instant now = NOW;
    while (!coming.isEmpty() || !waiting.isEmpty()) {
      EventOrder.Next next = order.next(waiting, call, now);
      ReceivedEvent event = next.event();
      if (event != null) {
        waiting.remove(event);
        out.add(new Out(event.event(), EventOrder.isLate(mark[0], event.event()), now));
        mark[0] = EventOrder.mark(mark[0], event.event());
        continue;
      }
      Instant due = next.notBefore();
      if (!coming.isEmpty() && (due == null || coming.get(0).receivedAt().isBefore(due))) {
        ReceivedEvent arrival = coming.remove(0);
        now = arrival.receivedAt();
        call.merge(arrival.event());
        call = CallProjection.decode(call.encode());
        waiting.add(arrival);
      } else {
        now = due;
      }
    }
    return out;
  }

  private static List<ReceivedEvent> randomArrivals(SplittableRandom random) {
    List<PhoneEvent> events = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (byte[] body : RandomBodies.ofOneCall(random, "a")) {
      PhoneEvent event = EventParser.parse(body, NOW);
      if (seen.add(event.id())) {
        events.add(event);
      }
    }
    Collections.shuffle(events, new Random(random.nextLong()));
    List<ReceivedEvent> arrivals = new ArrayList<>();
    Instant at = NOW;
    for (PhoneEvent event : events) {
      at = at.plusMillis(random.nextInt(1, 1_500));
      arrivals.add(new ReceivedEvent(event, at));
    }
    return arrivals;
  }

  private static List<String> types(List<Out> out) {
    return out.stream().map(one -> one.event().type().value()).toList();
  }

  private static CallKey key(int call) {
    return new CallKey("default", "call-" + call);
  }

  private static PhoneEvent event(String type, int second) {
    return event(type, second, "");
  }

  private static PhoneEvent event(String type, int second, String more) {
    return EventParser.parse(
        EventBodies.bytes(
            """
            {"event":"%s","timestamp":"2026-05-15T10:00:%02dZ","data":{"id":"a"%s}}"""
                .formatted(type, second, more)),
        NOW);
  }

  private static PhoneEvent voicemail(String type, String id) {
    return event(type, 41, ",\"voicemail\":{\"id\":\"" + id + "\"}");
  }
}
