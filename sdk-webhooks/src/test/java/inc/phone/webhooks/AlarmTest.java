package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.testkit.ManualRunner;
import inc.phone.webhooks.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final ManualRunner runner = new ManualRunner(clock);
  private final List<Instant> rings = new ArrayList<>();

  @Test
  void aSchedulerThatTakesNothingOnceIsAskedAgainForTheNextTime() {
    boolean[] full = {true};
    Alarm alarm =
        new Alarm(
            (task, delay) -> {
              if (full[0]) {
                throw new RejectedExecutionException("full");
              }
              runner.schedule(task, delay);
            },
            clock,
            () -> rings.add(clock.instant()));
    alarm.at(NOW.plusSeconds(1));
    full[0] = false;
    alarm.at(NOW.plusSeconds(2));
    runner.advance(Duration.ofSeconds(3));
    assertThat(rings).hasSize(2);
  }
}
