package inc.phone.examples.simulator.delivery;

import inc.phone.examples.simulator.call.Seeds;
import java.time.Duration;
import java.util.SplittableRandom;

/** The dice: each dial, call, event and attempt has its own. */
final class Chance {
  /** What is decided; the number is part of what a seed means. */
  enum Dial {
    DUPLICATE(200),
    DISORDER(201),
    DELAY(202),
    LOST_ACKNOWLEDGEMENT(203),
    RE_RENDER(204),
    RE_STAMP(205),
    FORGERY(206);

    private final long number;

    Dial(long number) {
      this.number = number;
    }
  }

  private final long seed;

  Chance(long seed) {
    this.seed = seed;
  }

  SplittableRandom random(Dial dial, long... which) {
    long[] path = new long[which.length + 1];
    path[0] = dial.number;
    System.arraycopy(which, 0, path, 1, which.length);
    return Seeds.random(seed, path);
  }

  static boolean happens(SplittableRandom random, double probability) {
    return random.nextDouble() < probability;
  }

  static Duration upTo(SplittableRandom random, Duration longest) {
    return Duration.ofNanos((long) (random.nextDouble() * longest.toNanos()));
  }
}
