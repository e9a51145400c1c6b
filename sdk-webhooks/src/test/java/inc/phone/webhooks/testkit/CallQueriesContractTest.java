package inc.phone.webhooks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inc.phone.number.E164;
import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.VoicemailFilter;
import inc.phone.webhooks.store.MemoryCallStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link CallQueries} promises, over the calls that a store of the same database was given.
 */
public abstract class CallQueriesContractTest {
  private static final String SOURCE = "default";

  private CallStore store;
  private CallQueries queries;
  private WebhookReceiver receiver;

  /**
   * Makes an empty database.
   *
   * @return its store, which the queries of {@link #queries} look at
   */
  protected abstract CallStore emptyStore();

  /**
   * The queries to test.
   *
   * @param store the store that {@link #emptyStore} made
   * @return queries over the same calls
   */
  protected abstract CallQueries queries(CallStore store);

  @BeforeEach
  void receive() {
    store = emptyStore();
    queries = queries(store);
    receiver =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .quarantine(new MemoryCallStore())
            .customers(
                number ->
                    number.toString().equals("+4520000001") ? Optional.of("7") : Optional.empty(),
                "DK")
            .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
            .executor(Runnable::run)
            .delivery(onlyOnThisThread())
            .build();
  }

  @Test
  void listsTheNewestCallFirst() {
    call("b", 2, "+4520000001");
    call("a", 1, "+4520000002");
    call("d", 3, "+4520000001");
    call("c", 3, "anonymous");
    assertThat(calls(CallFilter.ALL)).containsExactly("d", "c", "b", "a");
  }

  @Test
  void filtersCallsByCustomerAndHalfOpenTime() {
    call("a", 1, "+4520000001");
    call("b", 2, "+4520000002");
    call("c", 3, "+4520000001");
    assertThat(calls(new CallFilter("7", null, null))).containsExactly("c", "a");
    assertThat(calls(new CallFilter("8", null, null))).isEmpty();
    assertThat(calls(new CallFilter(null, at(1), at(3)))).containsExactly("b", "a");
    assertThat(calls(new CallFilter(null, at(2), null))).containsExactly("c", "b");
    assertThat(calls(new CallFilter("7", at(2), at(4)))).containsExactly("c");
  }

  @Test
  void boundsFarOutsideAnyCallAreBoundsLikeOthers() {
    call("a", 1, "+4520000001");
    for (String end : List.of("2262-04-12T00:00:00Z", "9999-12-31T23:59:59Z")) {
      assertThat(calls(new CallFilter(null, Instant.EPOCH, Instant.parse(end))))
          .containsExactly("a");
    }
    assertThat(calls(new CallFilter(null, Instant.MIN, Instant.MAX))).containsExactly("a");
    assertThat(calls(new CallFilter(null, Instant.MAX, null))).isEmpty();
    assertThat(calls(new CallFilter(null, null, Instant.MIN))).isEmpty();
  }

  @Test
  void findsAPartOfAWordWhateverLetterItEndsIn() {
    voicemail("a", 1, "+4520000001", "sales", "\u039f\u0394\u039f\u03a3\u0391");
    assertThat(voicemails(text("\u039f\u0394\u039f\u03a3"))).containsExactly("a");
    assertThat(voicemails(text("\u03bf\u03b4\u03bf\u03c3"))).containsExactly("a");
  }

  @Test
  void pagesNeitherRepeatNorSkipWhileCallsComeIn() {
    for (int i = 10; i < 30; i++) {
      call("call-" + i, i % 5, "+4520000001");
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      Page<CallRecord> page = queries.calls(SOURCE, CallFilter.ALL, 3, cursor);
      page.items().forEach(call -> seen.add(call.callId()));
      cursor = page.nextCursor();
      call("newer-" + pages, 50, "+4520000001"); // above everything, on no later page
      pages++;
    } while (cursor != null);
    assertThat(pages).isEqualTo(7);
    assertThat(seen).hasSize(20).doesNotHaveDuplicates().noneMatch(id -> id.startsWith("newer"));
  }

  @Test
  void theLastPageSaysThatItIsTheLast() {
    call("a", 1, "+4520000001");
    call("b", 2, "+4520000001");
    assertThat(queries.calls(SOURCE, CallFilter.ALL, 2, null).nextCursor()).isNull();
    assertThat(queries.calls(SOURCE, CallFilter.ALL, 1, null).nextCursor()).isNotNull();
  }

  @Test
  void refusesForeignCursorsAndLimitsOutOfRange() {
    for (String cursor : List.of("", "x", "!!", "MTIz", "w\u00f8")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> queries.calls(SOURCE, CallFilter.ALL, 1, cursor))
          .withMessage("cursor is not one of ours");
    }
    for (int limit : new int[] {0, -1, 501}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> queries.voicemails(SOURCE, VoicemailFilter.ALL, limit, null))
          .withMessage("limit must be 1 to 500, was " + limit);
    }
  }

  @Test
  void findsOneCallWithItsEvents() {
    EventBodies.missedCallWithVoicemail("a").forEach(this::post);
    CallRecord call = queries.call(new CallKey(SOURCE, "a")).orElseThrow();
    assertThat(call.eventCount()).isEqualTo(6);
    assertThat(call.voicemails()).hasSize(1);
    assertThat(queries.events(call.key()))
        .extracting(event -> event.type().value())
        .containsExactly(
            "call.initiated",
            "call.outside_opening_hours",
            "call.ended",
            "voicemail.new",
            "call.transcription_done",
            "voicemail.transcription_done");
    assertThat(queries.events(call.key())).noneMatch(EventRecord::late);
    assertThat(queries.call(new CallKey(SOURCE, "b"))).isEmpty();
    assertThat(queries.call(new CallKey("other", "a"))).isEmpty();
    assertThat(queries.events(new CallKey("other", "a"))).isEmpty();
  }

  @Test
  void anEventWithoutACallIsInNoListAndFoundByItsKey() {
    post(
        EventBodies.bytes(
            "{\"event\":\"ping\",\"timestamp\":\"2026-05-15T10:00:00Z\","
                + "\"event_id\":\"p1\"}"));
    assertThat(calls(CallFilter.ALL)).isEmpty();
    assertThat(queries.call(CallKey.withoutCall(SOURCE, "p1"))).isEmpty();
    assertThat(queries.events(CallKey.withoutCall(SOURCE, "p1"))).hasSize(1);
    assertThat(queries.pendingMatches(SOURCE, 10, null).items()).isEmpty();
  }

  @Test
  void filtersVoicemailsByBranchTimeMatchAndText() {
    voicemail("a", 1, "+4520000001", "sales", "100% of my Ægte order_7");
    voicemail("b", 2, "+4520000002", "support", "nothing");
    voicemail("c", 3, "anonymous", "sales", null);
    assertThat(voicemails(VoicemailFilter.ALL)).containsExactly("c", "b", "a");
    assertThat(voicemails(branch("sales"))).containsExactly("c", "a");
    assertThat(voicemails(new VoicemailFilter(null, at(1), at(2), null, null)))
        .containsExactly("a");
    assertThat(voicemails(new VoicemailFilter(null, null, null, true, null))).containsExactly("a");
    assertThat(voicemails(new VoicemailFilter(null, null, null, false, null)))
        .containsExactly("c", "b");
  }

  @Test
  void searchesTextLiterallyAndWithoutCase() {
    voicemail("a", 1, "+4520000001", "sales", "100% of my \u00c6gte order_7 C:\\x 'quoted'");
    voicemail("b", 2, "+4520000002", "support", "1000 orderA7");
    for (String text : List.of("100%", "\u00e6GTE", "ORDER_7", "c:\\X", "'quoted'", "% of")) {
      assertThat(voicemails(text(text))).as(text).containsExactly("a");
    }
    for (String text : List.of("%", "_")) {
      assertThat(voicemails(text(text))).as(text).containsExactly("a");
    }
    assertThat(voicemails(text("order"))).containsExactly("b", "a");
    assertThat(voicemails(text("nowhere"))).isEmpty();
  }

  @Test
  void pagesThroughVoicemails() {
    for (int i = 10; i < 20; i++) {
      voicemail("call-" + i, i % 3, "+4520000001", "sales", "text");
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<VoicemailRecord> page = queries.voicemails(SOURCE, branch("sales"), 4, cursor);
      page.items().forEach(voicemail -> seen.add(voicemail.call().callId()));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void aRecordKnowsItsMatch() {
    call("a", 1, "20 00 00 01");
    call("b", 2, "+4520000002");
    call("c", 3, "anonymous");
    assertThat(queries.calls(SOURCE, CallFilter.ALL, 10, null).items())
        .extracting(CallRecord::match)
        .containsExactly(MatchStatus.NO_CALLER_ID, MatchStatus.UNMATCHED, MatchStatus.MATCHED);
  }

  @Test
  void listsCallsThatWaitForTheirLookupOldestFirst() {
    receiver =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store((CallStore) queries)
            .quarantine(new MemoryCallStore())
            .build();
    call("b", 2, "+4520000001");
    call("a", 1, "+4520000002");
    call("c", 3, "anonymous");
    assertThat(pending(10, null).items()).extracting(CallRecord::callId).containsExactly("a", "b");
    Page<CallRecord> first = pending(1, null);
    assertThat(first.items()).extracting(CallRecord::callId).containsExactly("a");
    Page<CallRecord> second = pending(1, first.nextCursor());
    assertThat(second.items()).extracting(CallRecord::callId).containsExactly("b");
    assertThat(second.nextCursor()).isNull();
    assertThat(queries.pendingMatches("other", 10, null).items()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> pending(0, null));
    assertThatIllegalArgumentException().isThrownBy(() -> pending(501, null));
    assertThatIllegalArgumentException().isThrownBy(() -> pending(1, "forged"));
  }

  private Page<CallRecord> pending(int limit, @Nullable String cursor) {
    return queries.pendingMatches(SOURCE, limit, cursor);
  }

  @Test
  void findsCallsByTheNumberOfTheOtherEnd() {
    call("a", 1, "20 00 00 01");
    call("b", 2, "+4520000002");
    call("c", 3, "+4520000001");
    CallFilter filter = CallFilter.ofNumber(E164.of("+4520000001"));
    assertThat(calls(filter)).containsExactly("c", "a");
    assertThat(calls(new CallFilter(null, null, at(2), filter.partyNumber()))).containsExactly("a");
  }

  @Test
  void textThatNoRowCanHaveIsNeverFoundAndNoTrouble() {
    voicemail("a", 1, "+4520000001", "sales", "what? a ? b");
    for (String text : List.of("\0", "a\0", "\ud800", "\udc00?", "7\0")) {
      assertThat(calls(new CallFilter(text, null, null, null))).isEmpty();
      assertThat(voicemails(branch(text))).isEmpty();
      assertThat(voicemails(text(text))).isEmpty();
      assertThat(queries.calls(text, CallFilter.ALL, 10, null).items()).isEmpty();
      assertThat(queries.voicemails(text, VoicemailFilter.ALL, 10, null).items()).isEmpty();
      assertThat(queries.pendingMatches(text, 10, null).items()).isEmpty();
      for (CallKey key : List.of(new CallKey(text, "a"), new CallKey(SOURCE, text))) {
        assertThat(queries.call(key)).isEmpty();
        assertThat(queries.events(key)).isEmpty();
      }
      assertThat(receiver.matcher().assign(text, "7")).isFalse();
    }
    String hostile = Base64.getUrlEncoder().encodeToString(EventBodies.bytes("1\na\0\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries.calls(SOURCE, CallFilter.ALL, 1, hostile))
        .withMessage("cursor is not one of ours");
  }

  /** As while an upgrade is rolled out: some nodes cannot read what others wrote. */
  @Test
  void aCallThatCannotBeReadIsInNoListAndHidesNoOther() {
    for (int i = 1; i <= 5; i++) {
      voicemail("call-" + i, i, "+4520000001", "sales", "text");
    }
    for (String unreadable : List.of("call-5", "call-3", "call-2")) {
      StoredCall stored = store.load(List.of(new CallKey(SOURCE, unreadable))).get(0);
      CallChange change =
          new CallChange(
              stored.version(), EventBodies.bytes("{\"v\":99}"), stored.toRecord(), List.of());
      assertThat(store.commit(List.of(change))).containsExactly(CommitResult.WRITTEN);
    }
    assertThat(calls(CallFilter.ALL)).containsExactly("call-4", "call-1");
    assertThat(voicemails(VoicemailFilter.ALL)).containsExactly("call-4", "call-1");
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<CallRecord> page = queries.calls(SOURCE, CallFilter.ALL, 1, cursor);
      page.items().forEach(call -> seen.add(call.callId()));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(seen).containsExactly("call-4", "call-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries.call(new CallKey(SOURCE, "call-3")));
  }

  @Test
  void listsCallsWithKeysAndWithoutBranchOldestFirst() {
    key("b", 2, "");
    key("a", 1, "");
    key("c", 3, ",\"branch_id\":\"sales\"");
    call("d", 4, "anonymous");
    assertThat(queries.pendingBranches(SOURCE, 10, null).items())
        .extracting(CallRecord::callId)
        .containsExactly("a", "b");
    Page<CallRecord> first = queries.pendingBranches(SOURCE, 1, null);
    assertThat(first.items()).hasSize(1);
    assertThat(queries.pendingBranches(SOURCE, 1, first.nextCursor()).items())
        .doesNotContainAnyElementsOf(first.items());
    assertThat(queries.pendingBranches("other", 10, null).items()).isEmpty();
  }

  private void key(String id, int minute, String more) {
    post(
        EventBodies.bytes(
            """
            {"event_id":"k-%s","event_type":"branch_selected","event_ts":"%s","call_id":"%s",
             "digit":"2"%s}"""
                .formatted(id, at(minute), id, more)));
  }

  private void call(String id, int minute, String from) {
    post(
        EventBodies.bytes(
            """
            {"event":"call.initiated","timestamp":"%s","data":{"id":"%s","from":"%s",
             "to":"+4570707070","direction":"inbound","started_at":"%s"}}"""
                .formatted(at(minute), id, from, at(minute))));
  }

  private void voicemail(String id, int minute, String from, String branch, String text) {
    call(id, minute, from);
    post(
        EventBodies.bytes(
            """
            {"event_id":"b-%s","event_type":"branch_selected","event_ts":"%s","call_id":"%s",
             "branch_id":"%s","digit":1}"""
                .formatted(id, at(minute), id, branch)));
    String transcription = text == null ? "null" : "\"" + text.replace("\\", "\\\\") + "\"";
    post(
        EventBodies.bytes(
            """
            {"event":"voicemail.new","timestamp":"%s","data":{"id":"%s",
             "voicemail":{"id":"vm-%s","created_at":"%s","transcription":%s}}}"""
                .formatted(at(minute), id, id, at(minute), transcription)));
  }

  private void post(byte[] body) {
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body)).body())
        .isEqualTo("{\"status\":\"accepted\"}");
  }

  private List<String> calls(CallFilter filter) {
    return queries.calls(SOURCE, filter, 100, null).items().stream()
        .map(CallRecord::callId)
        .toList();
  }

  private List<String> voicemails(VoicemailFilter filter) {
    return queries.voicemails(SOURCE, filter, 100, null).items().stream()
        .map(voicemail -> voicemail.call().callId())
        .toList();
  }

  private static VoicemailFilter branch(String branch) {
    return new VoicemailFilter(branch, null, null, null, null);
  }

  private static VoicemailFilter text(String text) {
    return new VoicemailFilter(null, null, null, null, text);
  }

  private static Instant at(int minute) {
    return Instant.parse("2026-05-15T10:00:00Z").plusSeconds(minute * 60L);
  }

  /** Without a sweep, every lookup is done when the event that asks for it is answered. */
  private static DeliveryOptions onlyOnThisThread() {
    return DeliveryOptions.builder().scheduler((task, delay) -> {}).build();
  }
}
