package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchStateTest {
  private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");
  private static final DeliveryResult NOTHING = DeliveryResult.nothing(null);

  /** A store is promised that every lane comes once in a batch. */
  @Test
  void whatWasNotAnsweredIsNotAskedTogetherWithTheNextLeaseOfItsLane() {
    DispatchState state = new DispatchState(Map.of("crm", 8));
    state.keep(List.of(new Completion(lease("a", 1), NOTHING)), NOW);
    finish(state, lease("a", 2));
    finish(state, lease("b", 1));
    state.sweep(NOTHING);
    assertThat(state.beginPumping()).isTrue();
    assertThat(fences(state)).containsExactly("a 2", "b 1");
    assertThat(fences(state)).containsExactly("a 1");
  }

  private static void finish(DispatchState state, Lease lease) {
    LaneTask task = new LaneTask(lease, (taken, closing) -> Optional.empty());
    state.add(List.of(task));
    assertThat(state.nextToBegin(NOW, NOTHING)).isSameAs(task);
    state.remove(task, NOTHING);
  }

  private static List<String> fences(DispatchState state) {
    return state.nextWork().finished().stream()
        .map(done -> done.lease().key().callId() + " " + done.lease().fence())
        .toList();
  }

  private static Lease lease(String call, long fence) {
    CallKey key = new CallKey("default", call);
    return new Lease(StoredCall.unseen(key), "crm", fence, NOW.plusSeconds(30), null, List.of());
  }
}
