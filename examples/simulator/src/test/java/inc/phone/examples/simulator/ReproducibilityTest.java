package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.examples.simulator.delivery.Dials;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {
  @Test
  void sameSeedGivesSameBytesSignaturesAndSchedule() {
    Play first = Play.of(7, 60, Dials.rough());
    Play second = Play.of(7, 60, Dials.rough());

    assertThat(first.all()).hasSizeGreaterThan(200).isEqualTo(second.all());
    assertThat(first.truth()).isEqualTo(second.truth());
    assertThat(first.statistics()).isEqualTo(second.statistics());
  }

  @Test
  void anotherSeedGivesOtherCalls() {
    Play first = Play.of(7, 20, Dials.calm());
    Play second = Play.of(8, 20, Dials.calm());

    assertThat(first.truth()).doesNotContainAnyElementsOf(second.truth());
  }

  @Test
  void playingInPartsGivesTheSameCalls() {
    VirtualTime time = new VirtualTime();
    RecordingReceiver receiver = new RecordingReceiver(time, delivery -> 200);
    try (PhoneIncSimulator simulator = Play.simulator(7, Dials.calm(), time, receiver).start()) {
      simulator.subscribe(URI.create("http://receiver.example/hook"));
      simulator.play(13);
      time.runAll();
      simulator.play(12);
      time.runAll();

      Play atOnce = Play.of(7, 25, Dials.calm());
      assertThat(simulator.truth()).isEqualTo(atOnce.truth());
      assertThat(receiver.all().stream().map(RecordingReceiver.Delivery::body))
          .containsExactlyInAnyOrderElementsOf(
              atOnce.all().stream().map(RecordingReceiver.Delivery::body).toList());
    }
  }

  @Test
  void turningOneDialLeavesWhatTheOthersDoUnchanged() {
    Dials delays = Dials.calm().withDelays(0.3).withLongestDelay(Duration.ofSeconds(2));
    Play without = Play.of(7, 40, delays);
    Play with = Play.of(7, 40, delays.withForgeries(0.5));

    assertThat(with.authentic()).isEqualTo(without.all());
    assertThat(with.all()).hasSizeGreaterThan(without.all().size());
  }
}
