package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TelemetryTest {
  private static final List<byte[]> BODIES = EventBodies.missedCallWithVoicemail("a");

  private final FaultyStore store = new FaultyStore();
  private final Recorder told = new Recorder();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aNewEventIsReceivedTakenCommittedAndAccepted() {
    post(receiver().build(), BODIES.get(0));
    assertThat(told.calls)
        .containsExactly(
            "received " + BODIES.get(0).length,
            "depth 0",
            "committed 1 1 PT0.000000005S",
            "accepted call.initiated");
  }

  @Test
  void aRepeatIsADuplicateThatSaysNothingNew() {
    WebhookReceiver receiver = receiver().build();
    post(receiver, BODIES.get(0));
    told.calls.clear();
    post(receiver, BODIES.get(0));
    assertThat(told.calls).contains("duplicate call.initiated false");
    assertThat(told.calls).noneMatch(call -> call.startsWith("committed"));
  }

  @Test
  void aRepeatWithAnotherBodyIsADuplicateThatDiffers() {
    WebhookReceiver receiver = receiver().build();
    post(receiver, EventBodies.envelope("call.ended", "10:00:40", "a", "ended", "null", ""));
    told.calls.clear();
    post(receiver, EventBodies.envelope("call.ended", "10:00:40", "a", "ended", "\"x\"", ""));
    assertThat(told.calls).contains("duplicate call.ended true");
    told.calls.clear();
    post(receiver, EventBodies.envelope("call.ended", "10:00:39", "a", "ended", "null", ""));
    assertThat(told.calls).contains("duplicate call.ended true");
  }

  @Test
  void anOvertakenEventIsLateOnce() {
    WebhookReceiver receiver = receiver().build();
    post(receiver, BODIES.get(2));
    post(receiver, BODIES.get(0));
    post(receiver, BODIES.get(0));
    assertThat(told.calls).filteredOn(call -> call.startsWith("late")).hasSize(1);
    assertThat(told.calls).contains("late call.initiated");
  }

  @Test
  void aForgeryIsRejectedByReason() {
    WebhookReceiver receiver =
        receiver().verifier(SignatureVerifier.hmacSha256("0123456789abcdef")).build();
    post(receiver, BODIES.get(0));
    assertThat(told.calls)
        .containsExactly("received " + BODIES.get(0).length, "rejected " + RejectionReason.MISSING);
  }

  @Test
  void anUnreadableBodyIsQuarantined() {
    post(receiver().build(), new byte[0]);
    assertThat(told.calls).containsExactly("received 0", "quarantined");
  }

  @Test
  void aStoreInTroubleIsUnavailable() {
    store.break_(FaultyStore.Fault.COMMIT_THROWS_AFTER);
    post(receiver().build(), BODIES.get(0));
    assertThat(told.calls).endsWith("unavailable").noneMatch(call -> call.startsWith("accepted"));
  }

  @Test
  void aLostRaceIsCountedAndTheEventOnlyOnceInTheEnd() {
    List<CommitResult> answers =
        new ArrayList<>(List.of(CommitResult.STALE, CommitResult.STALE, CommitResult.WRITTEN));
    FaultyStore.PlainStore racing =
        new FaultyStore.PlainStore() {
          @Override
          public List<StoredCall> load(List<CallKey> keys) {
            return store.load(keys);
          }

          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            return List.of(answers.remove(0));
          }
        };
    post(receiver().store(racing).quarantine(store).build(), BODIES.get(0));
    assertThat(told.calls).filteredOn("races 1"::equals).hasSize(2);
    assertThat(told.calls).filteredOn("accepted call.initiated"::equals).hasSize(1);
  }

  static List<Throwable> failures() {
    return List.of(new IllegalStateException("planted"), new NoClassDefFoundError("planted"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void telemetryThatThrowsChangesNoAnswer(Throwable failure) {
    told.failure = failure;
    WebhookReceiver receiver = receiver().build();
    for (byte[] body : BODIES) {
      assertThat(post(receiver, body)).isEqualTo(200);
    }
  }

  private WebhookReceiverBuilder receiver() {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(store)
        .telemetry(told)
        .nanoTicker(() -> nanos.getAndAdd(5));
  }

  private static int post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
  }

  private static final class Recorder implements Telemetry {
    private final List<String> calls = new ArrayList<>();
    private Throwable failure;

    private void add(String call) {
      calls.add(call);
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void received(int bytes) {
      add("received " + bytes);
    }

    @Override
    public void rejected(RejectionReason reason) {
      add("rejected " + reason);
    }

    @Override
    public void unavailable() {
      add("unavailable");
    }

    @Override
    public void quarantined() {
      add("quarantined");
    }

    @Override
    public void accepted(EventType type) {
      add("accepted " + type.value());
    }

    @Override
    public void duplicate(EventType type, boolean differs) {
      add("duplicate " + type.value() + " " + differs);
    }

    @Override
    public void late(EventType type) {
      add("late " + type.value());
    }

    @Override
    public void committed(int events, int calls, Duration took) {
      add("committed " + events + " " + calls + " " + took);
    }

    @Override
    public void lostRaces(int calls) {
      add("races " + calls);
    }

    @Override
    public void queueDepth(int waiting) {
      add("depth " + waiting);
    }
  }
}
