package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** A machine with a clock of its own on which one process after the other runs a receiver. */
final class SimulatedNode {
  /** What ends every step of a process that was killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  static final Duration LEASE = Duration.ofSeconds(10);
  static final int MAX_ATTEMPTS = 3;

  private final Simulation simulation;
  private final SimulatedWorld world;
  private final String name;
  private long skewMicros;
  private long pausedUntil;
  private int lives;
  private Life life;

  SimulatedNode(Simulation simulation, String name) {
    this.simulation = simulation;
    this.world = simulation.world();
    this.name = name;
    setClock();
  }

  /** The clock is wrong from now on, by something else than before. */
  void setClock() {
    long most = simulation.weather().skew().toMillis();
    skewMicros = most == 0 ? 0 : world.random.nextLong(-most, most + 1) * 1_000;
    world.trace(name + " clock is off by " + skewMicros);
  }

  Instant time() {
    return world.now().plus(skewMicros, ChronoUnit.MICROS);
  }

  void pause(Duration duration) {
    world.trace(name + " is paused for " + duration);
    pausedUntil = Math.max(pausedUntil, world.micros() + duration.toNanos() / 1_000);
  }

  void start() {
    if (life == null) {
      life = new Life();
      world.trace(life + " starts");
      life.start();
    }
  }

  /** The process is gone, with whatever it was doing. */
  void kill() {
    if (life != null) {
      world.trace(life + " is killed");
      life.dead = true;
      life = null;
    }
  }

  /** The process is asked to end, and ends some time later; the next may be there before that. */
  void close() {
    if (life != null) {
      Life old = life;
      life = null;
      world.trace(old + " closes");
      old.receiver.close();
      long end = world.between(Duration.ZERO, LEASE.multipliedBy(2));
      world.after(old, old + " ends", end, () -> old.dead = true);
    }
  }

  /** Who takes requests now; empty while nobody can. */
  Optional<Life> reachable() {
    return Optional.ofNullable(life)
        .filter(alive -> !alive.receiving && pausedUntil <= world.micros());
  }

  /** One process. */
  final class Life implements SimulatedWorld.Owner {
    private final int number = ++lives;
    private final Set<String> memory = new HashSet<>();
    private WebhookReceiver receiver;
    private boolean dead;
    private boolean receiving;

    private void start() {
      Executor executor = task -> after("", simulation.weather().executorDelay(), task);
      Scheduler timer =
          (task, delay) ->
              world.after(
                  this, "", delay.toNanos() / 1_000 + world.random.nextInt(1_000), task::run);
      WebhookReceiverBuilder builder =
          WebhookReceiver.builder()
              .verifier(request -> new Verified("0"))
              .store(simulation.fault().onNode(simulation.storeFor(this), this, world))
              .quarantine((Quarantine) simulation.memory())
              .clock(clock())
              .executor(executor)
              .customers(this::findCustomer, "DK")
              .delivery(
                  simulation
                      .fault()
                      .options(
                          DeliveryOptions.builder()
                              .node(toString())
                              .scheduler(timer)
                              .jitter(world.random::nextDouble)
                              .lease(LEASE)
                              .sweep(simulation.sweep())
                              .maxAttempts(MAX_ATTEMPTS)
                              .retryDelay(Duration.ofMillis(200), Duration.ofSeconds(5))
                              .closeTimeout(Duration.ZERO))
                      .build());
      receiver = simulation.listeners().register(builder, this).build();
    }

    private void after(String what, Duration most, Runnable task) {
      world.after(this, what, world.between(Duration.ZERO, most), task);
    }

    private Clock clock() {
      return new Clock() {
        @Override
        public Instant instant() {
          return time();
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
    }

    /** The status, or 0 if there is no answer. */
    int receive(byte[] body) {
      receiving = true;
      try {
        int status = simulation.fault().receive(receiver, memory, body);
        return dead ? 0 : status;
      } catch (Killed e) {
        return 0;
      } finally {
        receiving = false;
      }
    }

    private Optional<String> findCustomer(E164 number) {
      if (world.chance(weather().lookupFailures())) {
        // Many hang for a while first.
        takeTime(world.random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(3));
        world.trace(this + " lookup fails");
        throw new IllegalStateException("the customers are away");
      }
      return SimulatedCalls.customerOf(number.toString());
    }

    int replayAll() {
      return receiver.deliveries().replayAll();
    }

    SimulatedWeather weather() {
      return simulation.weather();
    }

    Instant time() {
      return SimulatedNode.this.time();
    }

    /** Others may get a turn here; a process that was killed ends here. */
    void breathe() {
      dieIfKilled();
      if (world.chance(weather().pauses())) {
        Duration pause = Duration.ofSeconds(world.random.nextInt(1, 40));
        pause(pause);
        world.elapse(pause.toNanos() / 1_000);
      } else if (world.chance(weather().yields())) {
        world.elapse(world.random.nextInt(5_000));
      }
      dieIfKilled();
    }

    void takeTime(Duration most) {
      world.elapse(world.between(Duration.ZERO, most));
      dieIfKilled();
    }

    private void dieIfKilled() {
      if (dead) {
        throw new Killed();
      }
    }

    @Override
    public boolean isDead() {
      return dead;
    }

    @Override
    public long pausedUntil() {
      return pausedUntil;
    }

    @Override
    public String toString() {
      return name + "." + number;
    }
  }
}
