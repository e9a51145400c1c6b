package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.examples.simulator.subscription.Subscription;
import inc.phone.examples.simulator.subscription.SubscriptionChange;
import inc.phone.examples.simulator.subscription.Subscriptions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private final Subscriptions subscriptions = new Subscriptions(1, Clock.systemUTC());
  private final Subscription hook =
      subscriptions.create("hook", "https://a.example/", List.of("call.ended"));

  @Test
  void isToldOnlyOfItsEvents() {
    assertThat(subscriptions.wanting("call.ended")).containsExactly(hook);
    assertThat(subscriptions.wanting("call.lost")).isEmpty();
  }

  @Test
  void isToldNothingWhilePaused() {
    subscriptions.update(hook.id(), new SubscriptionChange(null, null, null, false));
    assertThat(subscriptions.wanting("call.ended")).isEmpty();
    assertThat(subscriptions.stillWanting(hook.id(), "call.ended")).isEmpty();

    subscriptions.update(hook.id(), new SubscriptionChange(null, null, null, true));
    assertThat(subscriptions.wanting("call.ended")).hasSize(1);
  }

  @Test
  void isToldNothingOnceDeleted() {
    assertThat(subscriptions.delete(hook.id())).isTrue();
    assertThat(subscriptions.delete(hook.id())).isFalse();
    assertThat(subscriptions.stillWanting(hook.id(), "call.ended")).isEmpty();
  }
}
