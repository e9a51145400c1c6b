package inc.phone.webhooks;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.TransactionalListener;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told: somebody reliable, somebody who is not, and somebody who writes in transactions. */
final class SimulatedListeners {
  static final String STEADY = "steady";
  static final String FLAKY = "flaky";
  static final String EXACT = "exact";

  private static final Duration QUICK = Duration.ofMillis(3);
  private static final Duration SLOW = Duration.ofSeconds(25);

  private final Simulation simulation;
  private final SimulatedWorld world;
  private final List<ListenerSpec> specs;

  SimulatedListeners(Simulation simulation) {
    this.simulation = simulation;
    this.world = simulation.world();
    ListenerSpec flaky = ListenerSpec.named(FLAKY);
    this.specs =
        List.of(
            ListenerSpec.named(STEADY),
            world.random.nextInt(3) == 0
                ? flaky.types(EventType.CALL_ENDED, EventType.VOICEMAIL_NEW)
                : flaky,
            ListenerSpec.named(EXACT).lanes(world.random.nextInt(1, 4)));
  }

  List<ListenerSpec> specs() {
    return specs;
  }

  WebhookReceiverBuilder register(WebhookReceiverBuilder builder, SimulatedNode.Life life) {
    return builder
        .listener(specs.get(0), plain(STEADY, life))
        .listener(specs.get(1), plain(FLAKY, life))
        .listener(specs.get(2), transactional(life));
  }

  private CallEventListener plain(String name, SimulatedNode.Life life) {
    return new CallEventListener() {
      @Override
      public void onEvent(PhoneEvent event, CallRecord call, DeliveryContext context) {
        tell(name, life, event, call, context);
        simulation.ledger().told(call.key(), context);
      }

      @Override
      public void onMatched(CallRecord call, DeliveryContext context) {
        tell(name, life, null, call, context);
        simulation.ledger().told(call.key(), context);
      }
    };
  }

  private TransactionalListener transactional(SimulatedNode.Life life) {
    return new TransactionalListener() {
      @Override
      public void onEvent(
          Connection connection, PhoneEvent event, CallRecord call, DeliveryContext context)
          throws Exception {
        tell(EXACT, life, event, call, context);
        connection.setClientInfo("effect", context.deliveryId());
      }

      @Override
      public void onMatched(Connection connection, CallRecord call, DeliveryContext context)
          throws Exception {
        tell(EXACT, life, null, call, context);
        connection.setClientInfo("effect", context.deliveryId());
      }
    };
  }

  private void tell(
      String name,
      SimulatedNode.Life life,
      @Nullable PhoneEvent event,
      CallRecord call,
      DeliveryContext context) {
    world.trace(
        "%s tells %s of %s %s, fence %d, attempt %d%s"
            .formatted(
                life,
                name,
                call.callId(),
                event == null ? context.deliveryId() : event.type(),
                context.fencingToken(),
                context.attempt(),
                context.late() ? ", late" : ""));
    simulation.ledger().tells(call, event, context, life.time());
    if (name.equals(STEADY)) {
      return;
    }
    SimulatedWeather weather = simulation.weather();
    life.takeTime(world.chance(weather.slowListeners()) ? SLOW : QUICK);
    if (world.chance(weather.listenerFailures())) {
      world.trace(life + " " + name + " fails");
      simulation.ledger().failed(call.key(), context);
      switch (world.random.nextInt(3)) {
        case 0 -> throw new StackOverflowError("planted");
        case 1 -> {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted");
        }
        default -> throw new IllegalArgumentException("no");
      }
    }
  }
}
