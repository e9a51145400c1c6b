package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.examples.simulator.RecordingReceiver.Delivery;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.delivery.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  @ParameterizedTest
  @ValueSource(ints = {199, 301, 400, 401, 404, 429, 500, 503, Transport.NO_ANSWER})
  void triesSixTimesAtDoublingDistancesThenGivesUp(int status) {
    Play play = Play.of(1, 3, Dials.calm(), delivery -> status);

    for (String event : play.events()) {
      List<Delivery> attempts = play.ofEvent(event);
      Duration first = attempts.get(0).at();
      assertThat(attempts.stream().map(attempt -> attempt.at().minus(first).toSeconds()))
          .containsExactly(0L, 1L, 3L, 7L, 15L, 31L);
      assertThat(attempts.stream().map(Delivery::body).distinct()).hasSize(1);
    }
    assertThat(play.statistics().undelivered()).isEqualTo(play.events().size());
    assertThat(play.statistics().retries()).isEqualTo(5L * play.events().size());
    assertThat(play.statistics().acknowledged()).isZero();
    assertThat(play.statistics().pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void anySuccessAcknowledges(int status) {
    Play play = Play.of(1, 3, Dials.calm(), delivery -> status);

    assertThat(play.all()).hasSize(play.events().size());
    assertThat(play.statistics().acknowledged()).isEqualTo(play.events().size());
    assertThat(play.statistics().undelivered()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void stopsAtTheFirstAcknowledgement(int failures) {
    Map<String, Integer> attempts = new HashMap<>();
    Play play =
        Play.of(
            1,
            4,
            Dials.calm(),
            delivery -> attempts.merge(delivery.event(), 1, Integer::sum) > failures ? 200 : 503);

    assertThat(attempts.values()).containsOnly(failures + 1);
    assertThat(play.statistics().acknowledged()).isEqualTo(attempts.size());
  }

  @Test
  void survivesLostAcknowledgementsOnTopOfFailures() {
    Map<String, Integer> attempts = new HashMap<>();
    Play play =
        Play.of(
            1,
            20,
            Dials.calm().withLostAcknowledgements(1),
            delivery -> attempts.merge(delivery.event(), 1, Integer::sum) > 4 ? 200 : 503);

    assertThat(attempts.values()).containsOnly(6);
    assertThat(play.statistics().undelivered()).as("received, though never known").isZero();
    assertThat(play.statistics().acknowledged()).isZero();
  }
}
