package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesInHandTest {
  private final LanesInHand hand = new LanesInHand(4);
  private final List<LaneTask> begun = new ArrayList<>();

  @Test
  void noMoreAreWorkedOnAtOnceThanTheListenerAllows() {
    take(hand.free());
    workQuickly();
    take(hand.free());
    assertThat(begun).hasSize(4);
    hand.remove(begun.remove(0));
    begin();
    assertThat(begun).hasSize(4);
  }

  @Test
  void aBacklogThatIsQuicklyDoneWithIsFetchedInLargerAndLargerParts() {
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      int free = hand.free();
      asked.add(free);
      take(free);
      workQuickly();
    }
    assertThat(asked).containsExactly(4, 8, 16, 32, 64, 64, 64);
  }

  @Test
  void withoutABacklogNoMoreAreTakenThanAreWorkedOn() {
    for (int i = 0; i < 5; i++) {
      int free = hand.free();
      assertThat(free).isEqualTo(4);
      take(free - 1);
      workQuickly();
    }
  }

  @Test
  void aSlowListenerHasNoMoreInHandThanItWorksOn() {
    take(hand.free());
    for (int i = 0; i < 10; i++) {
      hand.remove(begun.remove(0));
      begin();
      int free = hand.free();
      assertThat(free).isEqualTo(1);
      take(free);
    }
  }

  @Test
  void whatHasToWaitIsGivenBackAndNoMoreIsFetchedThanIsWorkedOn() {
    take(hand.free());
    workQuickly();
    take(hand.free());
    assertThat(hand.overdue(LaneTask::isOld)).isEmpty();
    hand.age();
    List<LaneTask> overdue = hand.overdue(LaneTask::isOld);
    assertThat(overdue).hasSize(4).doesNotContainAnyElementsOf(begun);
    overdue.forEach(hand::remove);
    assertThat(hand.free()).isZero();
    workQuickly();
    assertThat(hand.free()).isEqualTo(4);
  }

  @Test
  void aListenerWithManyLanesIsNotHeldBack() {
    LanesInHand wide = new LanesInHand(1_000);
    assertThat(wide.free()).isEqualTo(1_000);
  }

  private void take(int lanes) {
    for (int i = 0; i < lanes; i++) {
      hand.add(task());
    }
    begin();
  }

  private void begin() {
    for (LaneTask task = hand.begin(); task != null; task = hand.begin()) {
      begun.add(task);
    }
  }

  /** Everything is done before anybody asks again. */
  private void workQuickly() {
    while (!begun.isEmpty()) {
      hand.remove(begun.remove(0));
      begin();
    }
  }

  private static LaneTask task() {
    CallKey key = new CallKey("default", "a");
    Lease lease = new Lease(StoredCall.unseen(key), "crm", 1, Instant.EPOCH, null, List.of());
    return new LaneTask(lease, (taken, closing) -> Optional.empty());
  }
}
