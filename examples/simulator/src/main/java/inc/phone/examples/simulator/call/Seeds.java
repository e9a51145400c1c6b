package inc.phone.examples.simulator.call;

import java.util.SplittableRandom;

/**
 * Independent streams of chance from one seed.
 *
 * <p>Every decision has a path of its own, such as (which dial, which call, which event). So what
 * is decided in one place depends neither on threads nor on how often chance was asked elsewhere.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * The stream of one decision.
   *
   * @param seed the seed of everything
   * @param path which decision
   * @return the same numbers for the same arguments
   */
  public static SplittableRandom random(long seed, long... path) {
    long mixed = seed;
    for (long step : path) {
      mixed = new SplittableRandom(mixed + 0x9E37_79B9_7F4A_7C15L * (step + 1)).nextLong();
    }
    return new SplittableRandom(mixed);
  }
}
