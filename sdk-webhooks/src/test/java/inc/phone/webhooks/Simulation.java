package inc.phone.webhooks;

import inc.phone.webhooks.SimulatedCalls.Copy;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import inc.phone.webhooks.store.MemoryCallStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One run: several nodes on one store, everything going wrong that can, and then a while in which
 * nothing does and everything must finish. The same seed is the same run, step by step.
 */
final class Simulation {
  private static final Duration TROUBLE = Duration.ofSeconds(40);
  private static final Duration LIVENESS = Duration.ofHours(1);

  private final SimulatedWorld world;
  private final PlantedFault fault;
  private final MemoryCallStore memory = new MemoryCallStore();
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SimulatedCalls calls;
  private final SimulatedListeners listeners;
  private final Ledger ledger;
  private final Duration sweep;
  private SimulatedWeather weather;
  private int unanswered;

  private Simulation(long seed, PlantedFault fault) {
    this.world = new SimulatedWorld(seed);
    this.fault = fault;
    this.weather = SimulatedWeather.of(world.random);
    this.sweep = Duration.ofSeconds(weather.skew().toMinutes() > 0 ? 5 : 1);
    this.calls = new SimulatedCalls(world.random, weather.duplicates());
    this.listeners = new SimulatedListeners(this);
    this.ledger =
        new Ledger(fault.onStore(memory), world, calls, listeners.specs(), fault, weather);
    world.trace(weather.toString());
  }

  /** Runs a seed to its end, or to the first broken promise. */
  static Simulation run(long seed, PlantedFault fault) {
    Simulation simulation = new Simulation(seed, fault);
    simulation.run();
    return simulation;
  }

  private void run() {
    for (int i = 0; i < weather.nodes(); i++) {
      SimulatedNode node = new SimulatedNode(this, "node" + i);
      nodes.add(node);
      node.start();
    }
    calls.copies().forEach(this::plan);
    plan(nodes);
    world.run(TROUBLE.toNanos() / 1_000);
    world.trace("everything works from now on");
    weather = weather.cleared();
    nodes.forEach(SimulatedNode::start);
    long end = world.micros() + LIVENESS.toNanos() / 1_000;
    while (world.violation() == null && world.micros() < end && !isFinished()) {
      world.run(world.micros() + 5_000_000);
      nodes.get(0).reachable().ifPresent(SimulatedNode.Life::replayAll);
    }
    world.run(world.micros() + 2_000_000); // what should not happen any more has its chance
    judge();
  }

  /** An event is sent in its order or not, and until it is answered. */
  private void plan(Copy copy) {
    unanswered++;
    long usual = 2_000_000L * copy.inCall();
    long delay =
        world.chance(weather.disorder())
            ? world.between(Duration.ZERO, Duration.ofSeconds(world.random.nextInt(1, 20)))
            : usual + world.random.nextInt(300_000);
    world.after(null, "", delay, () -> send(copy, 0));
  }

  private void send(Copy copy, int attempt) {
    Optional<SimulatedNode.Life> life = nodes.get(world.random.nextInt(nodes.size())).reachable();
    int status = 0;
    if (life.isPresent()) {
      world.trace("to " + life.get() + ": " + copy.key().callId() + " " + copy.id());
      status = life.get().receive(copy.body());
      world.trace("answer of " + life.get() + ": " + status + " for " + copy.id());
    }
    if (status == 200) {
      unanswered--;
      ledger.acknowledged(copy);
    } else {
      long wait = Math.min(5_000_000, 200_000L << Math.min(attempt, 5));
      world.after(null, "", world.random.nextLong(wait) + 1, () -> send(copy, attempt + 1));
    }
  }

  private void plan(List<SimulatedNode> all) {
    for (SimulatedNode node : all) {
      for (int second = 0; second < TROUBLE.toSeconds(); second++) {
        if (world.chance(weather.crashes() * 15)) {
          Runnable end = world.random.nextInt(3) == 0 ? node::close : node::kill;
          long at = second * 1_000_000L + world.random.nextInt(1_000_000);
          world.after(null, "", at, end);
          long back = world.between(Duration.ZERO, Duration.ofSeconds(20));
          world.after(null, "", at + back, node::start);
        }
      }
      if (world.random.nextInt(3) == 0 && !weather.skew().isZero()) {
        world.after(null, "", world.between(Duration.ZERO, TROUBLE), node::setClock);
      }
    }
  }

  private boolean isFinished() {
    return unanswered == 0
        && ledger.isFinished()
        && memory
            .pendingMatches(SimulatedCalls.SOURCE, CallQueries.MAX_LIMIT, null)
            .items()
            .stream()
            .allMatch(call -> call.partyNumber() == null);
  }

  private void judge() {
    if (world.violation() != null) {
      return;
    }
    if (!isFinished()) {
      world.violated("everything finishes when nothing goes wrong", unanswered + " unanswered");
    }
    ledger
        .owedInVain()
        .ifPresent(owed -> world.violated("whatever is owed is told in the end", owed));
    calls.events().forEach(this::judge);
  }

  private void judge(CallKey key, List<PhoneEvent> copies) {
    Set<String> ids =
        copies.stream().map(PhoneEvent::id).collect(Collectors.toCollection(TreeSet::new));
    List<String> stored =
        memory.events(key).stream().map(event -> fault.realId(event.id())).sorted().toList();
    if (!stored.equals(List.copyOf(ids))) {
      world.violated("every event is stored once", key + ": " + stored);
    }
    for (ListenerSpec listener : listeners.specs()) {
      for (PhoneEvent event : copies) {
        // Of other calls, copies under one id differ in their type, and the first one counts.
        if (calls.isOrderly(key)
            && listener.wants(event.type())
            && !ledger.wasTold(key, listener.name(), event.id())) {
          world.violated(
              "every listener is told of every event", listener.name() + " " + key + " " + event);
        }
      }
    }
    if (key.isCall()) {
      judge(memory.call(key).orElseThrow(), copies);
    }
  }

  private void judge(CallRecord row, List<PhoneEvent> copies) {
    var actual = SortThenFold.actualRow(row);
    var expected = SortThenFold.row(copies);
    if (!actual.equals(expected)) {
      world.violated(
          "rows are what sorting and folding gives", row.key() + " " + actual + " not " + expected);
    }
    if (row.partyNumber() == null) {
      return;
    }
    Optional<String> customer = SimulatedCalls.customerOf(row.partyNumber());
    MatchStatus match = customer.isPresent() ? MatchStatus.MATCHED : MatchStatus.UNMATCHED;
    if (row.match() != match || !customer.equals(Optional.ofNullable(row.customerId()))) {
      world.violated("every call is matched", row.key() + " " + row.match());
    }
    for (ListenerSpec listener : listeners.specs()) {
      if (customer.isPresent()
          && !ledger.wasToldOfCustomer(row.key(), listener.name(), customer.get())) {
        world.violated("listeners are told of the customer", listener.name() + " " + row.key());
      }
    }
  }

  TransactionalDeliveryStore storeFor(SimulatedNode.Life life) {
    return new SimulatedStore(ledger, world, life, ledger);
  }

  SimulatedWorld world() {
    return world;
  }

  SimulatedWeather weather() {
    return weather;
  }

  SimulatedListeners listeners() {
    return listeners;
  }

  Ledger ledger() {
    return ledger;
  }

  MemoryCallStore memory() {
    return memory;
  }

  PlantedFault fault() {
    return fault;
  }

  Duration sweep() {
    return sweep;
  }
}
