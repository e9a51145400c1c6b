package inc.phone.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Time, chance, and everything that is going to happen: one thread, one seed.
 *
 * <p>A step that takes time lets others happen meanwhile ({@link #elapse}): they run on top of it,
 * so whoever began last ends first. That is less than threads can do, and it repeats exactly.
 */
final class SimulatedWorld {
  static final Instant START = Instant.parse("2026-05-15T12:00:00Z");

  /** More steps on top of each other than this take no time. */
  private static final int MAX_DEPTH = 6;

  /** Whoever a step belongs to. */
  interface Owner {
    /** Its steps never happen. */
    boolean isDead();

    /** Its steps do not happen before this time, in microseconds. */
    long pausedUntil();
  }

  private record Step(
      long at, int order, long number, Owner owner, String name, Runnable action) {
    static final Comparator<Step> ORDER =
        Comparator.comparingLong(Step::at)
            .thenComparingInt(Step::order)
            .thenComparingLong(Step::number);
  }

  final SplittableRandom random;
  private final PriorityQueue<Step> steps = new PriorityQueue<>(Step.ORDER);
  private final List<String> trace = new ArrayList<>();
  private long hash;
  private long now;
  private long numbers;
  private int depth;
  private String violation;

  SimulatedWorld(long seed) {
    // Neighbouring seeds must not have neighbouring worlds.
    this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
  }

  Instant now() {
    return START.plus(now, ChronoUnit.MICROS);
  }

  long micros() {
    return now;
  }

  boolean chance(int perMille) {
    return perMille > 0 && random.nextInt(1_000) < perMille;
  }

  long between(Duration least, Duration most) {
    return random.nextLong(least.toNanos() / 1_000, most.toNanos() / 1_000 + 1);
  }

  /** Lets something happen; what comes up at the same time happens in any order. */
  void after(Owner owner, String name, long micros, Runnable action) {
    steps.add(new Step(now + micros, random.nextInt(), numbers++, owner, name, action));
  }

  /** The running step takes so long. */
  void elapse(long micros) {
    if (depth < MAX_DEPTH && violation == null) {
      run(now + micros);
    }
  }

  /** Lets everything happen until then. */
  void run(long until) {
    depth++;
    while (violation == null && !steps.isEmpty() && steps.peek().at() <= until) {
      Step step = steps.remove();
      now = Math.max(now, step.at());
      if (step.owner() != null && step.owner().isDead()) {
        continue;
      }
      if (step.owner() != null && step.owner().pausedUntil() > now) {
        long wait = step.owner().pausedUntil() - now;
        after(step.owner(), step.name(), wait, step.action());
        continue;
      }
      if (!step.name().isEmpty()) {
        trace(step.name());
      }
      step.action().run();
      if (Thread.interrupted()) {
        trace("the thread was interrupted"); // it would have been another step's, not ours
      }
    }
    now = Math.max(now, until);
    depth--;
  }

  void trace(String line) {
    hash = hash * 31 + line.hashCode() + now;
    trace.add(now + " " + "  ".repeat(Math.max(0, depth - 1)) + line);
  }

  /** A promise is broken: the first counts, and the world ends. */
  void violated(String invariant, String how) {
    if (violation == null) {
      violation = invariant;
      trace("VIOLATED: " + invariant + ": " + how);
    }
  }

  String violation() {
    return violation;
  }

  List<String> trace() {
    return trace;
  }

  long hash() {
    return hash;
  }
}
