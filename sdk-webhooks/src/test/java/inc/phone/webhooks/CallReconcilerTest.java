package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallSource;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import inc.phone.number.E164;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallReconcilerTest {
  private static final Instant START = TrueCall.START;
  private static final Instant SINCE = START.minusSeconds(600);
  private static final String CALLER = "+4520123456";

  private final SettableClock clock = new SettableClock(TrueCall.RECEIVED);
  private final MemoryCallStore memory = new MemoryCallStore();
  private final ListedCalls api = new ListedCalls(2);

  private static List<TrueCall> calls() {
    return List.of(
        new TrueCall("answered", "+4520000001", START)
            .answered(START.plusSeconds(20))
            .ended(START.plusSeconds(80), "Early")
            .transcribed("Hello", "A summary"),
        new TrueCall("lost", "+4520000002", START.plusSeconds(5))
            .ended(START.plusSeconds(30), null)
            .lost(),
        new TrueCall("message", "+4520000003", START.plusSeconds(7))
            .ended(START.plusSeconds(30), null)
            .message(START.plusSeconds(35))
            .messageTranscribed("Please call back"),
        new TrueCall("ringing", "+4520000004", START.plusSeconds(9)),
        new TrueCall("talking", "+4520000005", START.plusSeconds(9))
            .answered(START.plusSeconds(9)));
  }

  private WebhookReceiver receiver(CallStore store) {
    return builder(store).build();
  }

  private WebhookReceiverBuilder builder(CallStore store) {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("test"))
        .store(store)
        .customers(number -> Optional.of("customer of " + number), "DK")
        .executor(Runnable::run)
        .clock(clock);
  }

  private void list(TrueCall... calls) {
    list(List.of(calls));
  }

  private void list(List<TrueCall> calls) {
    for (TrueCall call : calls) {
      api.calls.add(call.call());
      if (call.voicemail() != null) {
        api.voicemails.add(call.voicemail());
      }
    }
  }

  @Test
  void storesWhatTheWebhooksMissedAndLaterWebhooksAreDuplicates() {
    WebhookReceiver receiver = receiver(memory);
    list(calls());
    ReconcileReport report = receiver.reconciler(api).run(SINCE);
    int events = calls().stream().mapToInt(TrueCall::events).sum();
    assertReport(report, events, 0);
    assertThat(report.calls()).isEqualTo(5);
    assertThat(report.voicemails()).isEqualTo(1);
    assertThat(report.isComplete()).isTrue();
    assertThat(row("answered").customerId()).isEqualTo("customer of +4520000001");
    for (TrueCall call : calls()) {
      for (byte[] webhook : call.webhooks()) {
        assertThat(post(receiver, webhook)).isEqualTo(WebhookResponse.DUPLICATE);
      }
    }
    assertRowsAreThoseOfTheWebhooksAlone();
  }

  @Test
  void afterTheWebhooksItFindsNothingAndWritesNothing() {
    WebhookReceiver receiver = receiver(memory);
    calls().forEach(call -> call.webhooks().forEach(webhook -> post(receiver, webhook)));
    Map<CallKey, Long> versions = versions();
    list(calls());
    int events = calls().stream().mapToInt(TrueCall::events).sum();
    assertReport(receiver.reconciler(api).run(SINCE), 0, events);
    assertThat(versions()).isEqualTo(versions);
    assertRowsAreThoseOfTheWebhooksAlone();
  }

  @Test
  void aSecondRunFindsNothingAndWritesNothing() {
    CallReconciler reconciler = receiver(memory).reconciler(api);
    list(calls());
    int events = reconciler.run(SINCE).newEvents();
    Map<CallKey, Long> versions = versions();
    clock.advance(Duration.ofHours(1));
    assertReport(reconciler.run(SINCE), 0, events);
    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  void whatAWebhookToldHalfwayIsCompleted() {
    WebhookReceiver receiver = receiver(memory);
    TrueCall call = calls().get(0);
    post(receiver, call.webhooks().get(0));
    post(receiver, call.webhooks().get(2));
    list(call);
    assertReport(receiver.reconciler(api).run(SINCE), 2, 2);
    assertThat(row("answered").summary()).isEqualTo("A summary");
    assertThat(row("answered").eventCount()).isEqualTo(4);
  }

  @Test
  void aDeliveryReplacesTimeAndTypeOfTheReconciledEventAndKeepsItsReceipt() {
    WebhookReceiver receiver = receiver(memory);
    TrueCall call = calls().get(1);
    list(call);
    receiver.reconciler(api).run(SINCE);
    Instant reconciledAt = clock.instant();
    clock.advance(Duration.ofMinutes(5));
    call.webhooks().forEach(webhook -> post(receiver, webhook));
    List<EventRecord> events = memory.events(new CallKey("default", "lost"));
    assertThat(events)
        .extracting(EventRecord::occurredAt)
        .containsExactly(START.plusSeconds(5), START.plusSeconds(30), START.plusSeconds(30));
    assertThat(events).allMatch(event -> event.receivedAt().equals(reconciledAt));
  }

  @Test
  void nothingOfTheErasedComesBackByReconciling() {
    WebhookReceiver receiver =
        builder(memory).erasureSecret(Secret.of("0123456789abcdef0123456789abcdef")).build();
    calls().get(0).webhooks().forEach(webhook -> post(receiver, webhook));
    // The first call was stored, the second never came.
    receiver.dataCare().erase(DataSubject.ofNumber(E164.of("+4520000001")));
    receiver.dataCare().erase(DataSubject.ofNumber(E164.of("+4520000002")));
    list(calls());
    ReconcileReport report = receiver.reconciler(api).run(SINCE);
    assertThat(report.isComplete()).isTrue();
    assertThat(memory.calls("default", CallFilter.ALL, 10, null).items())
        .extracting(CallRecord::callId)
        .containsExactlyInAnyOrder("message", "ringing", "talking");
    assertThat(memory.events(new CallKey("default", "answered"))).isEmpty();
    assertThat(memory.events(new CallKey("default", "lost"))).isEmpty();
  }

  @Test
  void whatWasPrunedIsNotBroughtBackAndNotCountedTwice() {
    WebhookReceiver receiver = receiver(memory);
    calls().forEach(call -> call.webhooks().forEach(webhook -> post(receiver, webhook)));
    clock.advance(Duration.ofDays(20));
    Retention events = Retention.ofEvents(Duration.ofDays(14));
    receiver.dataCare().prune(events, 100);
    Map<CallKey, Long> versions = versions();
    list(calls());
    assertThat(receiver.reconciler(api).run(SINCE).newEvents()).isZero();
    assertThat(versions()).isEqualTo(versions);
    receiver.dataCare().prune(events.calls(Duration.ofDays(14)), 100);
    assertThat(receiver.reconciler(api).run(SINCE).newEvents()).isZero();
    assertThat(memory.calls("default", CallFilter.ALL, 10, null).items()).isEmpty();
  }

  @Test
  void callsFromBeforeAreLeftAlone() {
    list(calls());
    ReconcileReport report = receiver(memory).reconciler(api).run(START.plusSeconds(8));
    // The voicemail was recorded later; its call, which began before, takes it.
    assertReport(report, 3 + 2, 0);
    assertThat(memory.call(new CallKey("default", "answered"))).isEmpty();
    assertThat(row("message").voicemails()).hasSize(1);
  }

  @Test
  void onlySubscribedTypesAreMissed() {
    list(calls());
    receiver(memory)
        .reconciler(api, EventType.CALL_INITIATED, EventType.VOICEMAIL_NEW, EventType.VOICEMAIL_NEW)
        .run(SINCE);
    assertThat(row("message").eventCount()).isEqualTo(2);
    assertThat(row("answered").eventCount()).isEqualTo(1);
    assertThat(row("answered").state()).hasToString("initiated");
  }

  @Test
  void aSourceThatFailsMidwayLosesNothingAndItsFailureSurfaces() {
    WebhookReceiver receiver = receiver(memory);
    list(calls());
    api.pagesBeforeFailure = 2;
    ReconcileReport report = receiver.reconciler(api).run(SINCE);
    assertThat(report.failure()).containsSame(api.failure);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.newEvents())
        .isEqualTo(4 + 2 + 2 + 1); // two pages, nothing lost, no voicemail
    assertThat(report).asString().doesNotContain("away");
    api.pagesBeforeFailure = Integer.MAX_VALUE;
    assertReport(receiver.reconciler(api).run(SINCE), 2 + 1 + 2, 9);
    calls().forEach(call -> call.webhooks().forEach(webhook -> post(receiver, webhook)));
    assertRowsAreThoseOfTheWebhooksAlone();
  }

  @Test
  void withoutTheVoicemailsNoCallIsCalledLost() {
    list(calls());
    api.pagesBeforeFailure = 3;
    receiver(memory).reconciler(api).run(SINCE);
    assertThat(memory.events(new CallKey("default", "lost"))).hasSize(2);
  }

  @Test
  void aCallOfTheLastHalfHourIsNotYetLost() {
    clock.set(START.plusSeconds(29 * 60));
    list(calls());
    WebhookReceiver receiver = receiver(memory);
    receiver.reconciler(api).run(SINCE);
    assertThat(memory.events(new CallKey("default", "lost"))).hasSize(2);
    clock.set(START.plusSeconds(31 * 60));
    assertThat(receiver.reconciler(api).run(SINCE).newEvents()).isEqualTo(1);
    assertThat(row("lost").eventCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyStore.Fault.class,
      names = "LOAD_THROWS_AN_ERROR",
      mode = EnumSource.Mode.EXCLUDE)
  @Timeout(20)
  void aStoreInTroubleEndsTheRunAndTheNextOneFindsEverything(FaultyStore.Fault fault) {
    FaultyStore store = new FaultyStore();
    WebhookReceiver receiver = receiver(store);
    list(calls());
    store.break_(fault);
    ReconcileReport report = receiver.reconciler(api).run(SINCE);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.newEvents()).isZero();
    store.repair();
    assertThat(receiver.reconciler(api).run(SINCE).isComplete()).isTrue();
    for (TrueCall call : calls()) {
      assertThat(store.inMemory().call(new CallKey("default", call.call().id())).orElseThrow())
          .extracting(CallRecord::eventCount)
          .isEqualTo(call.events());
    }
  }

  @Test
  void aCallThatTheStoreRefusesFailsNoOther() {
    FaultyStore store = new FaultyStore();
    store.refuse("answered");
    list(calls());
    ReconcileReport report = receiver(store).reconciler(api).run(SINCE);
    assertThat(report.refusedEvents()).isEqualTo(4);
    assertThat(report.newEvents()).isEqualTo(3 + 4 + 1 + 2);
    assertThat(report.isComplete()).isTrue();
    assertThat(store.inMemory().list("default", 10)).isEmpty();
  }

  @Test
  void aCallWhoseEventsHaveIdsOfTheirSenderIsLeftAlone() {
    WebhookReceiver receiver = receiver(memory);
    post(
        receiver,
        """
        {"event_id":"e1","event_type":"call_started","event_ts":"2026-05-15T10:00:00Z",
        "call_id":"answered"}"""
            .getBytes(StandardCharsets.UTF_8));
    list(calls().get(0));
    ReconcileReport report = receiver.reconciler(api).run(SINCE);
    assertThat(report.skippedCalls()).isEqualTo(1);
    assertReport(report, 0, 0);
    assertThat(row("answered").eventCount()).isEqualTo(1);
  }

  @Test
  void whatBeginsInTheFarFutureIsRefused() {
    list(new TrueCall("clock", CALLER, Instant.parse("2126-05-15T10:00:00Z")));
    ReconcileReport report = receiver(memory).reconciler(api).run(SINCE);
    assertThat(report.refusedEvents()).isEqualTo(1);
    assertThat(memory.call(new CallKey("default", "clock"))).isEmpty();
  }

  @Test
  void aDurationBeyondBeliefGivesNoEnd() {
    Call call =
        calls().get(0).call().toBuilder().duration(Long.MAX_VALUE).transcription(null).build();
    api.calls.add(call);
    assertReport(receiver(memory).reconciler(api).run(SINCE), 3, 0);
    assertThat(row("answered").endedAt()).isNull();
    assertThat(row("answered").state()).hasToString("ended");
  }

  @Test
  void aCallThatHasNotBegunHasNoEvents() {
    api.calls.add(Call.builder("later").direction(CallDirection.OUTBOUND).build());
    assertReport(receiver(memory).reconciler(api).run(SINCE), 0, 0);
  }

  @Test
  void whileTheIntegrationIsOffNothingIsListedAndNothingWritten() {
    list(calls());
    api.pagesBeforeFailure = 0;
    WebhookReceiver off =
        builder(memory)
            .settings(SettingsSource.fixed(IntegrationSettings.builder().build()))
            .build();
    ReconcileReport report = off.reconciler(api).run(SINCE);
    assertThat(report.failure().orElseThrow()).hasMessage("the integration is switched off");
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  @Timeout(20)
  void pagesWithoutEndComeToAnEnd() {
    CallSource endless =
        new CallSource() {
          @Override
          public Page<Call> calls(Instant since, String cursor) {
            return new Page<>(List.of(), "again");
          }

          @Override
          public Page<Voicemail> voicemails(Instant since, String cursor) {
            throw new AssertionError("calls come first");
          }
        };
    ReconcileReport report = receiver(memory).reconciler(endless).run(SINCE);
    assertThat(report.failure().orElseThrow()).hasMessageStartingWith("a run takes 50000 pages");
  }

  @Test
  @Timeout(20)
  void anInterruptEndsTheRun() {
    list(calls());
    Thread.currentThread().interrupt();
    ReconcileReport report = receiver(memory).reconciler(api).run(SINCE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.isComplete()).isFalse();
    assertThat(report.newEvents()).isLessThanOrEqualTo(1);
  }

  @Test
  @Timeout(60)
  void nodesThatRunTogetherWithDeliveriesCountEverythingOnce() throws Exception {
    list(calls());
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int node = 0; node < 3; node++) {
        WebhookReceiver receiver = receiver(memory);
        running.add(
            threads.submit(
                () -> assertThat(receiver.reconciler(api).run(SINCE).isComplete()).isTrue()));
        running.add(
            threads.submit(
                () -> calls().forEach(call -> call.webhooks().forEach(w -> post(receiver, w)))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertRowsAreThoseOfTheWebhooksAlone();
  }

  private void assertReport(ReconcileReport report, int newEvents, int knownEvents) {
    assertThat(report.failure()).isEmpty();
    assertThat(report.newEvents()).as(report::toString).isEqualTo(newEvents);
    assertThat(report.knownEvents()).as(report::toString).isEqualTo(knownEvents);
    assertThat(report.failedEvents()).as(report::toString).isZero();
  }

  /** Compares state by state with a store that never heard of reconciling. */
  private void assertRowsAreThoseOfTheWebhooksAlone() {
    MemoryCallStore alone = new MemoryCallStore();
    WebhookReceiver receiver = receiver(alone);
    for (TrueCall call : calls()) {
      call.webhooks().forEach(webhook -> post(receiver, webhook));
    }
    // A receiver that just started may look numbers up on its scheduler's thread, a moment later.
    receiver.matcher().matchPending();
    receiver(memory).matcher().matchPending();
    for (TrueCall call : calls()) {
      CallKey key = new CallKey("default", call.call().id());
      assertThat(memory.load(List.of(key)).get(0).state())
          .as("%s", key)
          .isEqualTo(alone.load(List.of(key)).get(0).state());
      assertThat(memory.events(key))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("receivedAt", "late")
          .isEqualTo(alone.events(key));
    }
  }

  private Map<CallKey, Long> versions() {
    Map<CallKey, Long> versions = new HashMap<>();
    for (TrueCall call : calls()) {
      CallKey key = new CallKey("default", call.call().id());
      versions.put(key, memory.load(List.of(key)).get(0).version());
    }
    return versions;
  }

  private CallRecord row(String callId) {
    return memory.call(new CallKey("default", callId)).orElseThrow();
  }

  private static WebhookResponse post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body));
  }
}
