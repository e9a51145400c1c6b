package inc.phone.webhooks;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What goes wrong in one run, and how often: drawn anew for every seed, so that every kind of
 * trouble is seen alone, with others, and not at all. All probabilities are per mille.
 */
record SimulatedWeather(
    int nodes,
    int storeFaults,
    int yields,
    int pauses,
    int listenerFailures,
    int slowListeners,
    int lookupFailures,
    int crashes,
    int duplicates,
    int disorder,
    Duration skew,
    Duration executorDelay) {
  static SimulatedWeather of(SplittableRandom random) {
    boolean calm = random.nextInt(6) == 0;
    if (calm) {
      return new SimulatedWeather(
          random.nextInt(1, 4),
          0,
          0,
          0,
          pick(random, 0, 500, 1_000),
          pick(random, 0, 200),
          pick(random, 0, 300),
          0,
          pick(random, 0, 300),
          pick(random, 0, 500),
          Duration.ZERO,
          Duration.ofMillis(1));
    }
    return new SimulatedWeather(
        random.nextInt(1, 4),
        pick(random, 0, 50, 200),
        pick(random, 0, 200, 500),
        pick(random, 0, 10, 50),
        pick(random, 0, 200, 1_000),
        pick(random, 0, 100, 300),
        pick(random, 0, 200, 700),
        pick(random, 0, 1, 4),
        pick(random, 0, 300),
        pick(random, 0, 300, 800),
        Duration.ofSeconds(pick(random, 0, 0, 3, 120, 600)),
        Duration.ofMillis(pick(random, 1, 20, 1_000)));
  }

  /** Nothing but listeners and lookups misbehave: what others then feel can be told exactly. */
  boolean isCalm() {
    return storeFaults == 0
        && yields == 0
        && pauses == 0
        && crashes == 0
        && skew.isZero()
        && executorDelay.toMillis() <= 1;
  }

  /** From now on nothing goes wrong any more, and everything must finish. */
  SimulatedWeather cleared() {
    return new SimulatedWeather(
        nodes, 0, yields, 0, 0, 0, 0, 0, 0, 0, skew, Duration.ofMillis(1));
  }

  private static int pick(SplittableRandom random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
