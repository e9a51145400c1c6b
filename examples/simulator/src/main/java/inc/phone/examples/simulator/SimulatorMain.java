package inc.phone.examples.simulator;

import inc.phone.examples.simulator.delivery.Statistics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The simulator as a program; see {@code --help}. */
public final class SimulatorMain {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private SimulatorMain() {}

  /**
   * Runs until the calls are played, or until stopped.
   *
   * @param arguments the flags
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String... arguments) throws InterruptedException {
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "warn");
    }
    SimulatorFlags flags;
    try {
      flags = SimulatorFlags.read(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "; --help lists the flags");
      System.exit(2);
      return;
    }
    if (flags.help) {
      System.out.print(SimulatorFlags.HELP);
      return;
    }
    System.exit(run(flags));
  }

  private static int run(SimulatorFlags flags) throws InterruptedException {
    try (PhoneIncSimulator simulator = flags.builder.start()) {
      System.out.println("Phone.inc simulator at " + simulator.baseUrl());
      if (flags.target != null) {
        simulator.subscribe(flags.target);
      }
      if (flags.calls < 0) {
        new CountDownLatch(1).await(); // until the program is stopped
      }
      simulator.play(flags.calls);
      while (!simulator.awaitQuiet(Duration.ofSeconds(1))) {
        System.out.println(simulator.statistics());
      }
      Statistics statistics = simulator.statistics();
      System.out.println(statistics);
      boolean good =
          statistics.undelivered() == 0
              && statistics.forgeriesRefused() == statistics.forgeriesSent();
      return good ? 0 : 1;
    }
  }
}
