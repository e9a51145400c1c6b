package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a queue does that no sender sees. */
@Timeout(30)
class IngestQueueTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:00Z");
  private static final int ROOM = 10;

  private final List<Integer> depths = new ArrayList<>();

  @Test
  void theDepthIsToldAgainWhenARoundTookMore() throws Exception {
    Semaphore room = new Semaphore(ROOM);
    List<FutureTask<Outcome>> second = new ArrayList<>();
    List<IngestQueue> queue = new ArrayList<>();
    CallStore store =
        new ForwardingStore(new MemoryCallStore()) {
          @Override
          public List<StoredCall> load(List<CallKey> keys) {
            if (second.isEmpty()) {
              second.add(new FutureTask<>(() -> queue.get(0).submit(ticket("second"))));
              Thread thread = new Thread(second.get(0));
              thread.start();
              while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              depths.add(ROOM - room.availablePermits());
            }
            return super.load(keys);
          }
        };
    queue.add(queue(room, store));
    assertThat(queue.get(0).submit(ticket("first"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(second.get(0).get()).isEqualTo(Outcome.ACCEPTED);
    assertThat(depths).containsExactly(0, 1, 0); // as told, as it is while it is loaded, as told
  }

  @Test
  void anErrorTakesNoLeadWithIt() throws Exception {
    Semaphore failing =
        new Semaphore(ROOM) {
          private static final long serialVersionUID = 1L;
          private boolean failed;

          @Override
          public void release() {
            if (!failed) {
              failed = true;
              throw new OutOfMemoryError("planted");
            }
            super.release();
          }
        };
    IngestQueue queue = queue(failing, new MemoryCallStore());
    assertThatThrownBy(() -> queue.submit(ticket("first"))).isInstanceOf(OutOfMemoryError.class);
    assertThat(queue.submit(ticket("second"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(queue.isLedByThisThread()).isFalse();
  }

  private IngestQueue queue(Semaphore room, CallStore store) {
    IngestRound round =
        new IngestRound(
            new GuardedStore(store, null),
            new CallMerge(party -> Optional.empty(), DeliveryPlan.none()),
            1,
            change -> {},
            new Observer(Telemetry.NONE, () -> 0));
    return new IngestQueue(room, round, () -> depths.add(ROOM - room.availablePermits()));
  }

  private static IngestTicket ticket(String callId) {
    byte[] body = EventBodies.missedCallWithVoicemail(callId).get(0);
    return new IngestTicket(new CallKey("default", callId), EventParser.parse(body, NOW), NOW);
  }
}
