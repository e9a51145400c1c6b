package inc.phone.webhooks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inc.phone.model.EventType;
import inc.phone.number.E164;
import inc.phone.settings.Secret;
import inc.phone.webhooks.DataCaretaker;
import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.Erased;
import inc.phone.webhooks.Pruned;
import inc.phone.webhooks.Retention;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.spi.VoicemailFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link DataCare} promises over the calls of a store, by itself and behind a receiver.
 *
 * <p>The quarantine and the queries are those of the same database, if the host has them there.
 */
public abstract class DataCareContractTest {
  private static final String SOURCE = "default";
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");
  private static final E164 NUMBER = E164.of("+4520123456");
  private static final DataSubject CALLER = DataSubject.ofNumber(NUMBER);
  private static final DataSubject CUSTOMER = DataSubject.ofCustomer("7");
  private static final String ACCEPTED = "{\"status\":\"accepted\"}";
  private static final String DUPLICATE = "{\"status\":\"duplicate\"}";
  private static final String QUARANTINED = "{\"status\":\"quarantined\"}";

  private final SettableClock clock = new SettableClock(NOON);
  private CallStore store;
  private DataCare care;
  private CallQueries queries;
  private Quarantine quarantine;
  private WebhookReceiver receiver;

  /**
   * Makes an empty database.
   *
   * @return its store
   */
  protected abstract CallStore emptyStore();

  /**
   * The data care to test.
   *
   * @param store the store that {@link #emptyStore} made
   * @return data care over the same calls
   */
  protected abstract DataCare dataCare(CallStore store);

  /**
   * The lists of the same database.
   *
   * @param store the store that {@link #emptyStore} made
   * @return queries over the same calls
   */
  protected abstract CallQueries queries(CallStore store);

  /**
   * A quarantine that is empty at first.
   *
   * @param store the store that {@link #emptyStore} made
   * @return the quarantine
   */
  protected abstract Quarantine quarantine(CallStore store);

  @BeforeEach
  void open() {
    store = emptyStore();
    care = dataCare(store);
    queries = queries(store);
    quarantine = quarantine(store);
    receiver = receiver();
  }

  private WebhookReceiver receiver() {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(store)
        .dataCare(care)
        .queries(queries)
        .quarantine(quarantine)
        .customers(number -> number.equals(NUMBER) ? Optional.of("7") : Optional.empty(), "DK")
        .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
        .erasureSecret(Secret.of("0123456789abcdef0123456789abcdef"))
        .executor(Runnable::run)
        .delivery(onlyOnThisThread())
        .clock(clock)
        .build();
  }

  @Test
  void listsTheCallsOfANumberAndOfACustomerPageByPage() {
    for (String id : List.of("c", "a", "d", "b")) {
      call(id, 1, "20 12 34 56");
    }
    call("e", 1, "+4520999999");
    for (DataSubject subject : List.of(CALLER, CUSTOMER)) {
      assertThat(ids(care.callsOf(SOURCE, subject, null, 10))).containsExactly("a", "b", "c", "d");
      assertThat(ids(care.callsOf(SOURCE, subject, null, 2))).containsExactly("a", "b");
      assertThat(ids(care.callsOf(SOURCE, subject, "b", 2))).containsExactly("c", "d");
      assertThat(ids(care.callsOf(SOURCE, subject, "d", 2))).isEmpty();
      assertThat(ids(care.callsOf("other", subject, null, 10))).isEmpty();
    }
  }

  @Test
  void aVoicemailsOwnNumberCountsInTheWaysItIsWrittenInternationally() {
    int call = 0;
    for (String from : List.of("+4520123456", "4520123456", "004520123456", "+4520999999")) {
      post(voicemailFrom("call-" + call++, from));
    }
    assertThat(ids(care.callsOf(SOURCE, CALLER, null, 10)))
        .containsExactly("call-0", "call-1", "call-2");
  }

  @Test
  void rawEventsAreTheBytesThatCameInPageByPage() {
    List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");
    bodies.forEach(this::post);
    List<EventChange> found = new ArrayList<>();
    String after = null;
    for (int page = 0; page < 4; page++) {
      List<EventChange> events = care.rawEvents(key("a"), after, 2);
      assertThat(events).hasSize(page < 3 ? 2 : 0);
      found.addAll(events);
      after = found.get(found.size() - 1).event().id();
    }
    assertThat(found).extracting(EventChange::body).containsExactlyInAnyOrderElementsOf(bodies);
    assertThat(found)
        .extracting(EventChange::event)
        .containsExactlyInAnyOrderElementsOf(queries.events(key("a")));
    assertThat(care.rawEvents(key("b"), null, 10)).isEmpty();
  }

  @Test
  void placesOfEventsWithoutCallAreThoseWithAnEvent() {
    call("a", 1, "+4520123456");
    for (String id : List.of("p2", "p1", "p3")) {
      post(ping(id, ""));
    }
    receiver.dataCare().erase(CALLER); // leaves rows that are no places of events
    assertThat(care.withoutCall(SOURCE, null, 2))
        .containsExactly(CallKey.withoutCall(SOURCE, "p1"), CallKey.withoutCall(SOURCE, "p2"));
    assertThat(care.withoutCall(SOURCE, "~p2", 2))
        .containsExactly(CallKey.withoutCall(SOURCE, "p3"));
    assertThat(care.withoutCall("other", null, 2)).isEmpty();
  }

  @Test
  void listsOldEventsByTheirReceiptTheOldestFirst() {
    List<StoredEventKey> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      post(ping("p" + (9 - i), ""));
      expected.add(new StoredEventKey(CallKey.withoutCall(SOURCE, "p" + (9 - i)), "p" + (9 - i)));
      clock.advance(Duration.ofHours(1));
    }
    Instant fourHoursLater = NOON.plus(Duration.ofHours(4));
    List<StoredEventKey> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<StoredEventKey> page = care.eventsReceivedBefore(SOURCE, fourHoursLater, 3, cursor);
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(found).isEqualTo(expected.subList(0, 4));
    assertThat(care.eventsReceivedBefore("other", fourHoursLater, 3, null).items()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> care.eventsReceivedBefore(SOURCE, NOON, 3, "x"));
  }

  @Test
  void listsOldCallsTheOldestFirst() {
    for (int i = 0; i < 5; i++) {
      call("call-" + i, 9 - i, "+4520123456");
    }
    post(ping("p1", ""));
    List<CallKey> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<CallKey> page = care.callsBefore(SOURCE, at(8), 2, cursor);
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(ids(found)).containsExactly("call-4", "call-3", "call-2");
    assertThat(care.callsBefore("other", at(8), 2, null).items()).isEmpty();
  }

  @Test
  void aPruningIsWrittenAsAWholeOrNotAtAll() {
    EventBodies.missedCallWithVoicemail("a").forEach(this::post);
    StoredCall stored = load("a");
    Set<String> eventIds = Set.of(queries.events(key("a")).get(0).id());
    List<Pruning> stale =
        List.of(
            new Pruning(nothing(key("a"), stored.version() - 1), eventIds),
            new Pruning(nothing(key("b"), 5), Set.of()));
    assertThat(care.prune(stale)).containsExactly(CommitResult.STALE, CommitResult.STALE);
    assertThat(load("a").state()).isEqualTo(stored.state());
    assertThat(load("b").version()).isZero();
    assertThat(queries.events(key("a"))).hasSize(6);

    CallChange same = new CallChange(stored.version(), stored.state(), record("a"), List.of());
    assertThat(care.prune(List.of(new Pruning(same, eventIds))))
        .containsExactly(CommitResult.WRITTEN);
    assertThat(load("a").version()).isEqualTo(stored.version() + 1);
    assertThat(queries.events(key("a"))).hasSize(5);
    assertThat(voicemails()).hasSize(1);
  }

  @Test
  void whatIsLeftOfAnEmptiedCallIsItsVersion() {
    EventBodies.missedCallWithVoicemail("a").forEach(this::post);
    long version = load("a").version();
    assertThat(care.prune(List.of(new Pruning(nothing(key("a"), version), Set.of()))))
        .containsExactly(CommitResult.WRITTEN);
    assertThat(load("a").version()).isEqualTo(version + 1);
    assertThat(load("a").isEmpty()).isTrue();
    assertThat(queries.call(key("a"))).isEmpty();
    assertThat(calls()).isEmpty();
    assertThat(voicemails()).isEmpty();
    assertThat(queries.pendingMatches(SOURCE, 10, null).items()).isEmpty();
    assertThat(care.callsOf(SOURCE, CALLER, null, 10)).isEmpty();
    assertThat(care.callsBefore(SOURCE, Instant.MAX, 10, null).items()).isEmpty();
    assertThat(receiver.matcher().assign("a", "7")).isFalse();
    // Whoever loaded the call before cannot write over whoever loads it now.
    call("a", 1, "+4520123456");
    CallChange before = new CallChange(version, new byte[] {1}, record("a"), List.of());
    assertThat(store.commit(List.of(before))).containsExactly(CommitResult.STALE);
    assertThat(calls()).containsExactly("a");
  }

  @Test
  void nothingIsLeftOfAForgottenCall() {
    EventBodies.missedCallWithVoicemail("a").forEach(this::post);
    EventBodies.missedCallWithVoicemail("b").forEach(this::post);
    post(ping("p1", ""));
    care.forget(
        List.of(key("nobody"), key("a"), CallKey.withoutCall(SOURCE, "p1"), key("\0\ud800")));
    assertThat(load("a").version()).isZero();
    assertThat(queries.events(key("a"))).isEmpty();
    assertThat(care.withoutCall(SOURCE, null, 10)).isEmpty();
    assertThat(care.eventsReceivedBefore(SOURCE, Instant.MAX, 100, null).items()).hasSize(6);
    assertThat(calls()).containsExactly("b");
    assertThat(voicemails()).containsExactly("b");
    assertThat(store.commit(List.of(nothing(key("a"), 1)))).containsExactly(CommitResult.STALE);
  }

  @Test
  void textThatNoRowCanHaveIsNeverFound() {
    call("a", 1, "+4520123456");
    for (String text : List.of("\0", "a\0", "\ud800", "?\udc00")) {
      assertThat(care.callsOf(text, CALLER, null, 10)).isEmpty();
      assertThat(care.withoutCall(text, null, 10)).isEmpty();
      assertThat(care.rawEvents(key(text), null, 10)).isEmpty();
      assertThat(care.eventsReceivedBefore(text, Instant.MAX, 10, null).items()).isEmpty();
      assertThat(care.callsBefore(text, Instant.MAX, 10, null).items()).isEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> DataSubject.ofCustomer(text));
    }
  }

  @Test
  void nothingOfAnErasedNumberComesBackByRetries() {
    erasedThenRepeated(CALLER, EventBodies.missedCallWithVoicemail("a"));
  }

  @Test
  void nothingOfAnErasedCustomerComesBackByRetries() {
    erasedThenRepeated(CUSTOMER, EventBodies.missedCallWithVoicemail("a"));
  }

  /** Like a sender that renders its retries anew, and like one that lists the call afterwards. */
  @Test
  void nothingComesBackByOtherRenderingsOfTheSameEvents() {
    List<byte[]> again = new ArrayList<>();
    for (byte[] body : EventBodies.missedCallWithVoicemail("a")) {
      String text = new String(body, StandardCharsets.UTF_8);
      again.add(EventBodies.bytes(text.replace(",", " ,\n")));
      again.add(
          EventBodies.bytes(
              text.replace("\"timestamp\":\"2026-05-15T10", "\"timestamp\":\"2026-05-15T11")));
      again.add(EventBodies.bytes(text.replace("+4520123456", "20 12 34 56")));
      again.add(EventBodies.bytes(text.replace("\"from\":\"+4520123456\"", "\"from\":null")));
    }
    again.add(
        EventBodies.bytes(
            "{\"event_id\":\"f\",\"event_type\":\"voicemail_transcribed\",\"call_id\":\"a\","
                + "\"event_ts\":\"2026-05-15T13:00:00Z\",\"transcript\":\"call me\"}"));
    erasedThenRepeated(CALLER, again);
  }

  private void erasedThenRepeated(DataSubject subject, List<byte[]> again) {
    EventBodies.missedCallWithVoicemail("a").forEach(this::post);
    call("other", 1, "+4520999999");
    assertThat(receiver.dataCare().erase(subject)).isEqualTo(new Erased(1, 0, 0));
    assertThat(calls()).containsExactly("other");
    for (int round = 0; round < 2; round++) {
      for (byte[] body : again) {
        assertThat(post(body)).isEqualTo(DUPLICATE);
      }
      assertThat(load("a").version()).isZero();
      assertThat(queries.events(key("a"))).isEmpty();
      assertThat(calls()).containsExactly("other");
      assertThat(voicemails()).isEmpty();
      receiver = receiver(); // marks are in the store, not in memory
    }
    assertThat(receiver.dataCare().erase(subject)).isEqualTo(new Erased(0, 0, 0));
  }

  @Test
  void aCallOfAnErasedNumberThatWasNeverSeenIsNotStoredIfItBeganBefore() {
    clock.set(at(30));
    receiver.dataCare().erase(CALLER);
    assertThat(post(started("before", 29, "20123456"))).isEqualTo(DUPLICATE);
    assertThat(post(started("at", 30, "20123456"))).isEqualTo(DUPLICATE);
    assertThat(post(started("after", 31, "20123456"))).isEqualTo(ACCEPTED);
    assertThat(calls()).containsExactly("after");
    assertThat(post(started("after", 31, "20123456"))).isEqualTo(DUPLICATE);
    assertThat(calls()).containsExactly("after");
  }

  @Test
  void theErasedCanCallAgain() {
    clock.set(at(0));
    EventBodies.missedCallWithVoicemail("a").forEach(this::post); // begins at 10:00
    receiver.dataCare().erase(CALLER);
    receiver.dataCare().erase(CUSTOMER);
    clock.set(at(60));
    assertThat(post(started("b", 59, "+4520123456"))).isEqualTo(ACCEPTED);
    assertThat(queries.call(key("b")).orElseThrow().customerId()).isEqualTo("7");
    assertThat(receiver.dataCare().erase(CUSTOMER).calls()).isEqualTo(1);
    assertThat(calls()).isEmpty();
  }

  @Test
  void aCallWhoseNumberIsLearntAfterTheErasureGoesAsAWhole() {
    post(flat("call_ended", "x", 20, ""));
    clock.set(at(30));
    assertThat(receiver.dataCare().erase(CALLER).calls()).isZero();
    assertThat(calls()).containsExactly("x");
    assertThat(post(flat("call_started", "x", 19, ",\"from\":\"+4520123456\"")))
        .isEqualTo(DUPLICATE);
    assertThat(calls()).isEmpty();
    assertThat(post(flat("branch_selected", "x", 20, ",\"digit\":1"))).isEqualTo(DUPLICATE);
    assertThat(calls()).isEmpty();
    assertThat(queries.events(key("x"))).isEmpty();
  }

  @Test
  void aDirectionThatMakesTheCalleeThePartyErasesTheCall() {
    post(flat("call_ended", "x", 20, ",\"from\":\"+4570707070\",\"to\":\"+4520123456\""));
    clock.set(at(30));
    receiver.dataCare().erase(CALLER);
    assertThat(calls()).containsExactly("x");
    post(flat("call_started", "x", 19, ",\"direction\":\"outbound\""));
    assertThat(calls()).isEmpty();
  }

  @Test
  void aCallThatIsMatchedToAnErasedCustomerLaterGoesToo() {
    clock.set(at(30));
    receiver.dataCare().erase(CUSTOMER);
    assertThat(post(started("x", 29, "+4520123456"))).isEqualTo(ACCEPTED);
    assertThat(calls()).isEmpty(); // the lookup came after the answer
    post(started("y", 29, "+4520999999"));
    assertThat(calls()).containsExactly("y");
    assertThat(receiver.matcher().assign("y", "7")).isFalse();
    assertThat(calls()).isEmpty();
  }

  @Test
  void eventsWithoutCallAndQuarantineAreSearchedForTheNumberAndTheCalls() {
    EventBodies.missedCallWithVoicemail("call-a").forEach(this::post);
    post(ping("p1", ",\"data\":{\"phone\":\"20 12 34 56\"}"));
    post(ping("p2", ",\"data\":{\"phone\":\"20 99 99 99\"}"));
    for (String body :
        List.of("{\"to\":\"+45 2012-3456\"", "{\"call\":\"call-a\"", "{\"call\":\"call-b\"")) {
      assertThat(post(EventBodies.bytes(body))).isEqualTo(QUARANTINED);
    }
    assertThat(receiver.dataCare().erase(CUSTOMER)).isEqualTo(new Erased(1, 1, 2));
    assertThat(care.withoutCall(SOURCE, null, 10))
        .containsExactly(CallKey.withoutCall(SOURCE, "p2"));
    assertThat(quarantine.list(SOURCE, 10)).hasSize(1);
    // And all of it again.
    assertThat(post(ping("p1", ",\"data\":{\"phone\":\"20 12 34 56\"}"))).isEqualTo(DUPLICATE);
    assertThat(post(EventBodies.bytes("{\"call\":\"call-a\""))).isEqualTo(QUARANTINED);
    assertThat(post(EventBodies.bytes("{\"to\":\"+45 2012-3456\""))).isEqualTo(QUARANTINED);
    assertThat(care.withoutCall(SOURCE, null, 10)).hasSize(1);
    assertThat(quarantine.list(SOURCE, 10)).hasSize(1);
  }

  @Test
  void sourcesAreErasedApart() {
    call("a", 1, "+4520123456");
    WebhookReceiver other =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .dataCare(care)
            .quarantine(quarantine)
            .source("other")
            .erasureSecret(Secret.of("0123456789abcdef0123456789abcdef"))
            .clock(clock)
            .build();
    assertThat(other.dataCare().erase(CALLER).calls()).isZero();
    assertThat(calls()).containsExactly("a");
    call("b", 1, "+4520123456");
    assertThat(calls()).containsExactly("a", "b");
  }

  @Test
  void erasesAnyNumberOfCallsPageByPage() {
    for (int i = 0; i < 110; i++) {
      call("call-" + i, i % 50, "+4520123456");
    }
    assertThat(receiver.dataCare().erase(CALLER).calls()).isEqualTo(110);
    assertThat(calls()).isEmpty();
    assertThat(care.eventsReceivedBefore(SOURCE, Instant.MAX, 10, null).items()).isEmpty();
  }

  @Test
  void prunedEventsGoAndWhatTheySaidStays() {
    List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");
    bodies.forEach(this::post);
    CallRecord before = record("a");
    clock.advance(Duration.ofDays(20));
    Retention retention = Retention.ofEvents(Duration.ofDays(14));
    assertThat(receiver.dataCare().prune(retention, 4)).isEqualTo(new Pruned(4, 0, 0, true));
    assertThat(receiver.dataCare().prune(retention, 4)).isEqualTo(new Pruned(2, 0, 0, false));
    assertThat(receiver.dataCare().prune(retention, 4)).isEqualTo(new Pruned(0, 0, 0, false));
    assertThat(queries.events(key("a"))).isEmpty();
    assertSameRow(record("a"), before);
    assertThat(voicemails()).containsExactly("a");
  }

  @Test
  void withinTheRetentionNothingIsForgottenOrCountedTwice() {
    List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");
    for (byte[] body : bodies) {
      post(body);
      clock.advance(Duration.ofDays(4));
    }
    // Received 24, 20, 16, 12, 8 and 4 days ago.
    Retention retention = Retention.ofEvents(Duration.ofDays(14));
    assertThat(receiver.dataCare().prune(retention, 100).events()).isEqualTo(3);
    assertThat(record("a").eventCount()).isEqualTo(6);
    for (byte[] body : bodies.subList(3, 6)) {
      assertThat(post(body)).isEqualTo(DUPLICATE);
    }
    assertThat(record("a").eventCount()).isEqualTo(6);
    assertThat(queries.events(key("a"))).hasSize(3);
  }

  /** Every event as the late one, after the others were pruned: the row is that of no pruning. */
  @Test
  void aLateEventIsMergedIntoAPrunedCallAsIfNothingHadBeenPruned() {
    for (int late = 0; late < 6; late++) {
      String id = "call-" + late;
      List<byte[]> bodies = new ArrayList<>(EventBodies.missedCallWithVoicemail(id));
      byte[] last = bodies.remove(late);
      Collections.shuffle(bodies, new Random(late));
      bodies.forEach(this::post);
      clock.advance(Duration.ofDays(15));
      receiver.dataCare().prune(Retention.ofEvents(Duration.ofDays(14)), 100);
      assertThat(queries.events(key(id))).isEmpty();
      assertThat(post(last)).isEqualTo(ACCEPTED);
      assertThat(queries.events(key(id))).hasSize(1);
      // Nothing comes after the last of the six; all others are late.
      assertThat(queries.events(key(id)).get(0).late()).isEqualTo(late != 5);
      EventBodies.missedCallWithVoicemail(id + "-whole").forEach(this::post);
      assertSameRow(record(id), record(id + "-whole"));
    }
  }

  @Test
  void callsArePrunedOnlyIfAskedForAndOnlyWithoutYoungEvents() {
    call("old", 1, "+4520123456");
    clock.advance(Duration.ofDays(100));
    post(started("old-and-late", 2, "+4520123456")); // began long ago, came today
    Retention events = Retention.ofEvents(Duration.ofDays(14));
    receiver.dataCare().prune(events, 100);
    assertThat(calls()).containsExactly("old", "old-and-late");
    Retention both = events.calls(Duration.ofDays(60));
    assertThat(receiver.dataCare().prune(both, 100)).isEqualTo(new Pruned(0, 1, 0, false));
    assertThat(calls()).containsExactly("old-and-late");
    assertThat(post(started("old-and-late", 2, "+4520123456"))).isEqualTo(DUPLICATE);
    // An event of a call that was pruned begins it anew, as if it had never been there.
    assertThat(post(started("old", 1, "+4520123456"))).isEqualTo(ACCEPTED);
    assertThat(record("old").eventCount()).isEqualTo(1);
  }

  @Test
  void quarantineIsPrunedOnlyIfAskedFor() {
    for (int day = 0; day < 5; day++) {
      post(EventBodies.bytes("{broken " + day));
      clock.advance(Duration.ofDays(10));
    }
    Retention events = Retention.ofEvents(Duration.ofDays(14));
    receiver.dataCare().prune(events, 100);
    assertThat(quarantine.list(SOURCE, 10)).hasSize(5);
    // Received 50, 40, 30, 20 and 10 days ago.
    Pruned pruned = receiver.dataCare().prune(events.quarantine(Duration.ofDays(25)), 2);
    assertThat(pruned).isEqualTo(new Pruned(0, 0, 2, true));
    assertThat(receiver.dataCare().prune(events.quarantine(Duration.ofDays(25)), 2).bodies())
        .isEqualTo(1);
    assertThat(quarantine.list(SOURCE, 10))
        .extracting(QuarantineEntry::receivedAt)
        .allMatch(time -> time.isAfter(clock.instant().minus(Duration.ofDays(25))));
  }

  @Test
  void placesOfEventsWithoutCallArePrunedWithTheirEvent() {
    post(ping("p1", ""));
    clock.advance(Duration.ofDays(15));
    post(ping("p2", ""));
    DataCaretaker caretaker = receiver.dataCare();
    assertThat(caretaker.prune(Retention.ofEvents(Duration.ofDays(14)), 10).events()).isEqualTo(1);
    assertThat(store.load(List.of(CallKey.withoutCall(SOURCE, "p1"))).get(0).version()).isZero();
    assertThat(post(ping("p2", ""))).isEqualTo(DUPLICATE);
  }

  @Test
  void anEventThatAListenerIsOwedStaysUntilItWasDelivered() {
    DeliveryStore deliveries = deliveries();
    commitOwed(deliveries, "a", "e1");
    commitOwed(deliveries, "b", "e2");
    Instant later = NOON.plusSeconds(1);
    assertThat(care.eventsReceivedBefore(SOURCE, later, 10, null).items()).isEmpty();
    List<Completion> done =
        lease(deliveries, later).stream()
            .map(lease -> new Completion(lease, result(lease, later)))
            .toList();
    assertThat(deliveries.complete(done)).containsExactly(true, true);
    // The one that was parked stays, too.
    assertThat(care.eventsReceivedBefore(SOURCE, later, 10, null).items())
        .containsExactly(new StoredEventKey(key("a"), "e1"));
  }

  @Test
  void nobodyIsToldOfAForgottenCall() {
    DeliveryStore deliveries = deliveries();
    commitOwed(deliveries, "a", "e1");
    commitOwed(deliveries, "b", "e2");
    Instant later = NOON.plusSeconds(1);
    List<Completion> held =
        lease(deliveries, later).stream()
            .map(lease -> new Completion(lease, DeliveryResult.nothing(later)))
            .toList();
    assertThat(held).hasSize(2);
    care.forget(List.of(key("a")));
    assertThat(deliveries.complete(held)).containsExactlyInAnyOrder(false, true);
    assertThat(lease(deliveries, later)).extracting(Lease::key).containsExactly(key("b"));
    care.forget(List.of(key("b")));
    assertThat(lease(deliveries, later.plus(Duration.ofDays(1)))).isEmpty();
    assertThat(deliveries.parked(SOURCE, null, 10, null).items()).isEmpty();
  }

  private DeliveryStore deliveries() {
    assumeTrue(store instanceof DeliveryStore, "this store keeps no deliveries");
    return (DeliveryStore) store;
  }

  private static void commitOwed(DeliveryStore deliveries, String callId, String eventId) {
    EventRecord event = new EventRecord(eventId, EventType.CALL_ENDED, NOON, NOON, false);
    CallProjection projection = new CallProjection();
    CallChange change =
        new CallChange(
            0,
            projection.encode(),
            CallRecord.of(key(callId), projection),
            List.of(new EventChange(event, new byte[0])),
            new DeliveryChange(
                List.of(new OwedDelivery("crm", eventId, NOON, 50, NOON, NOON)), null, null));
    assertThat(deliveries.commit(List.of(change))).containsExactly(CommitResult.WRITTEN);
  }

  private static List<Lease> lease(DeliveryStore deliveries, Instant now) {
    return deliveries.lease(
        new LeaseRequest(SOURCE, Map.of("crm", 10), 10, "node", now, Duration.ofSeconds(30)));
  }

  private static DeliveryResult result(Lease lease, Instant at) {
    boolean isDelivered = lease.key().callId().equals("a");
    return new DeliveryResult(
        isDelivered ? List.of("e1") : List.of(),
        isDelivered ? List.of() : List.of(new DeliveryResult.Parked("e2", at, 8, "why")),
        null,
        null,
        null);
  }

  @Test
  void aCallThatCannotBeReadIsNeitherPrunedNorInTheWay() {
    call("a", 1, "+4520123456");
    EventRecord event = new EventRecord("e", EventType.CALL_ENDED, NOON, NOON, false);
    byte[] newer = EventBodies.bytes("{\"v\":99}");
    store.commit(
        List.of(
            new CallChange(
                0,
                newer,
                CallRecord.of(key("newer"), new CallProjection()),
                List.of(new EventChange(event, new byte[0])))));
    clock.advance(Duration.ofDays(15));
    assertThat(receiver.dataCare().prune(Retention.ofEvents(Duration.ofDays(14)), 10).events())
        .isEqualTo(1);
    assertThat(load("newer").state()).isEqualTo(newer);
    assertThat(queries.events(key("newer"))).hasSize(1);
    assertThat(queries.events(key("a"))).isEmpty();
  }

  private static void assertSameRow(CallRecord actual, CallRecord expected) {
    assertThat(row(actual)).isEqualTo(row(expected));
  }

  private static List<Object> row(CallRecord call) {
    List<Object> row = new ArrayList<>();
    for (Object value :
        new Object[] {
          call.from(),
          call.to(),
          call.direction(),
          call.state(),
          call.startedAt(),
          call.endedAt(),
          call.answeredAt(),
          call.transcription(),
          call.employees(),
          call.mainNumberName(),
          call.lost(),
          call.outsideOpeningHours(),
          call.match(),
          call.customerId(),
          call.eventCount(),
          call.sortedAt()
        }) {
      row.add(String.valueOf(value));
    }
    for (VoicemailRecord voicemail : call.voicemails()) {
      row.add(
          voicemail.from()
              + voicemail.transcription()
              + voicemail.createdAt()
              + voicemail.transcribedAt());
    }
    return row;
  }

  private void call(String id, int minute, String from) {
    assertThat(post(started(id, minute, from))).isEqualTo(ACCEPTED);
  }

  private static byte[] started(String id, int minute, String from) {
    return EventBodies.bytes(
        """
        {"event":"call.initiated","timestamp":"%s","data":{"id":"%s","from":"%s",
         "to":"+4570707070","direction":"inbound","started_at":"%s"}}"""
            .formatted(at(minute), id, from, at(minute)));
  }

  private static byte[] voicemailFrom(String id, String from) {
    return EventBodies.bytes(
        """
        {"event":"voicemail.new","timestamp":"%s","data":{"id":"%s",
         "voicemail":{"id":"vm","from":"%s"}}}"""
            .formatted(at(1), id, from));
  }

  private static byte[] flat(String type, String callId, int minute, String more) {
    return EventBodies.bytes(
        "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"event_ts\":\"%s\",\"call_id\":\"%s\"%s}"
            .formatted(type + minute, type, at(minute), callId, more));
  }

  private static byte[] ping(String id, String more) {
    return EventBodies.bytes(
        "{\"event\":\"ping\",\"timestamp\":\"%s\",\"event_id\":\"%s\"%s}"
            .formatted(at(1), id, more));
  }

  private String post(byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).body();
  }

  private StoredCall load(String callId) {
    return store.load(List.of(key(callId))).get(0);
  }

  private CallRecord record(String callId) {
    return queries.call(key(callId)).orElseThrow();
  }

  private List<String> calls() {
    return queries.calls(SOURCE, CallFilter.ALL, 100, null).items().stream()
        .map(CallRecord::callId)
        .sorted()
        .toList();
  }

  private List<String> voicemails() {
    return queries.voicemails(SOURCE, VoicemailFilter.ALL, 100, null).items().stream()
        .map(voicemail -> voicemail.call().callId())
        .toList();
  }

  private static CallChange nothing(CallKey key, long version) {
    CallRecord empty = CallRecord.of(key, new CallProjection());
    return new CallChange(version, new byte[0], empty, List.of());
  }

  private static List<String> ids(List<CallKey> keys) {
    return keys.stream().map(CallKey::callId).toList();
  }

  private static CallKey key(String callId) {
    return new CallKey(SOURCE, callId);
  }

  private static Instant at(int minute) {
    return Instant.parse("2026-05-15T10:00:00Z").plusSeconds(minute * 60L);
  }

  /** Without a sweep, every lookup is done when the event that asks for it is answered. */
  private static DeliveryOptions onlyOnThisThread() {
    return DeliveryOptions.builder().scheduler((task, delay) -> {}).build();
  }
}
