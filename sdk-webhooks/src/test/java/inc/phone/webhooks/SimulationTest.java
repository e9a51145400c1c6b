package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Receivers, store, dispatchers, matchers and listeners of several nodes on one thread, under every
 * trouble that a seed can think of. A million seeds: {@code -Pmillion-seeds}; another number:
 * {@code -Dsimulation.seeds=20000}; other ones: {@code -Dsimulation.first=2000}; one of them with
 * its trace: {@code -Dsimulation.seed=N}.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);
  private static final long FIRST = Long.getLong("simulation.first", 0);
  private static final Long ONLY = Long.getLong("simulation.seed");

  private final PrintStream log = System.err;

  /** A run logs hundreds of warnings, each of them wanted. */
  @BeforeEach
  void silence() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(log);
  }

  @Test
  void everyPromiseHoldsWhateverGoesWrong() {
    if (ONLY != null) {
      Simulation run = Simulation.run(ONLY, PlantedFault.NONE);
      System.out.println(String.join("\n", run.world().trace()));
      assertThat(run.world().violation()).as("seed %d", ONLY).isNull();
      return;
    }
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Simulation run = Simulation.run(seed, PlantedFault.NONE);
      if (run.world().violation() != null) {
        System.out.println(String.join("\n", run.world().trace()));
      }
      assertThat(run.world().violation())
          .as("seed %d, its trace is printed; again with -Dsimulation.seed=%d", seed, seed)
          .isNull();
    }
  }

  @Test
  void theSameSeedIsTheSameRun() {
    for (long seed = 0; seed < 50; seed++) {
      SimulatedWorld once = Simulation.run(seed, PlantedFault.NONE).world();
      SimulatedWorld again = Simulation.run(seed, PlantedFault.NONE).world();
      assertThat(again.trace()).isEqualTo(once.trace());
      assertThat(again.hash()).isEqualTo(once.hash());
    }
  }
}
