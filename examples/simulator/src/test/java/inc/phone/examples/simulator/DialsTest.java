package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.examples.simulator.RecordingReceiver.Delivery;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.delivery.Statistics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DialsTest {
  private static final int CALLS = 200;
  private static final Dials CALM = Dials.calm();

  @Test
  void calmSendsEachEventOnceInOrder() {
    Play play = play(CALM);

    assertThat(play.all()).hasSize(play.events().size()).allMatch(Delivery::authentic);
    assertThat(play.statistics().events()).isEqualTo(play.events().size());
    assertThat(overtaken(play)).isEmpty();
  }

  @Test
  void duplicatesAreTheSameBytes() {
    Play play = play(CALM.withDuplicates(0.5).withLongestDelay(Duration.ofSeconds(1)));

    Map<String, List<Delivery>> byEvent = byEvent(play);
    assertThat(byEvent.values())
        .allSatisfy(same -> assertThat(same.stream().map(Delivery::body).distinct()).hasSize(1))
        .anyMatch(same -> same.size() == 4);
    long repeated = byEvent.values().stream().filter(same -> same.size() > 1).count();
    assertThat((double) repeated / byEvent.size()).isBetween(0.4, 0.6);
    assertThat(play.statistics().duplicates()).isEqualTo(play.all().size() - byEvent.size());
    assertThat(play.statistics().retries()).isZero();
  }

  @Test
  void disorderChangesTheOrderWithinCallsAndNothingElse() {
    Play calm = play(CALM);
    Play play = play(CALM.withDisorder(0.5));

    assertThat(play.all().stream().map(Delivery::body))
        .containsExactlyInAnyOrderElementsOf(calm.all().stream().map(Delivery::body).toList());
    assertThat((double) overtaken(play).size() / CALLS).isBetween(0.2, 0.5);
  }

  @Test
  void delaysHoldEventsBackWithinTheLimit() {
    Duration longest = Duration.ofSeconds(3);
    Map<String, Duration> calm =
        play(CALM).all().stream().collect(Collectors.toMap(Delivery::event, Delivery::at));
    Play play = play(CALM.withDelays(0.3).withLongestDelay(longest));

    List<Duration> delays =
        play.all().stream()
            .map(delivery -> delivery.at().minus(calm.get(delivery.event())))
            .toList();
    assertThat(delays).allMatch(delay -> !delay.isNegative() && delay.compareTo(longest) <= 0);
    double delayed = delays.stream().filter(delay -> !delay.isZero()).count();
    assertThat(delayed / delays.size()).isBetween(0.2, 0.4);
  }

  @Test
  void lostAcknowledgementsAreRetriedThoughReceived() {
    Play play = play(CALM.withLostAcknowledgements(0.3));
    Statistics statistics = play.statistics();

    assertThat(statistics.lostAcknowledgements())
        .isPositive()
        .isEqualTo(statistics.retries())
        .isEqualTo(play.all().size() - play.events().size());
    assertThat(statistics.acknowledged()).isEqualTo(statistics.events());
    assertThat(byEvent(play).values())
        .allSatisfy(same -> assertThat(same.stream().map(Delivery::body).distinct()).hasSize(1))
        .anyMatch(same -> same.size() == 2)
        .anyMatch(same -> same.size() == 3);
  }

  @Test
  void reRenderedRetriesAreOtherBytesWithTheSameTimestampAndTheCallOfLater() {
    Play play = play(CALM.withLostAcknowledgements(1).withReRenderedRetries(1));

    assertThat(play.statistics().reRendered()).isEqualTo(play.statistics().retries()).isPositive();
    assertThat(byEvent(play).values())
        .allSatisfy(
            same -> {
              assertThat(same).hasSize(3);
              assertThat(same.subList(1, 3))
                  .noneMatch(retry -> retry.body().equals(same.get(0).body()));
              assertThat(same.stream().map(Delivery::time).distinct()).hasSize(1);
            })
        .anyMatch(same -> same.get(1).body().contains("\n"))
        .anyMatch(same -> same.get(1).body().contains("\\u") || same.get(1).body().contains("\\/"));
    assertThat(play.all())
        .as("an initiated call that has already ended")
        .anyMatch(
            delivery ->
                delivery.type().equals("call.initiated")
                    && delivery.json().at("/data/state").asText().equals("ended"));
  }

  @Test
  void reStampedRetriesMoveTheTimestampOfEventsWhoseTimeIsNoColumn() {
    Play play = play(CALM.withLostAcknowledgements(1).withReStampedRetries(1));
    Set<String> moved =
        byEvent(play).values().stream()
            .filter(same -> same.stream().map(Delivery::time).distinct().count() > 1)
            .map(same -> same.get(0).type())
            .collect(Collectors.toSet());

    assertThat(moved)
        .containsExactlyInAnyOrder(
            "call.initiated",
            "call.outside_opening_hours",
            "call.answered",
            "call.lost",
            "call.transcription_done",
            "voicemail.new");
    assertThat(byEvent(play).values())
        .allSatisfy(
            same -> {
              Instant first = Instant.parse(same.get(0).time());
              assertThat(same)
                  .allMatch(again -> !Instant.parse(again.time()).isBefore(first))
                  .allMatch(again -> withoutTime(again).equals(withoutTime(same.get(0))));
            });
    assertThat(play.statistics().reStamped()).isPositive();
  }

  @Test
  void forgeriesAreOfThreeKindsAndAreRefused() {
    Play play = play(CALM.withForgeries(0.5));
    List<Delivery> forged = play.all().stream().filter(one -> !one.authentic()).toList();
    Statistics statistics = play.statistics();

    assertThat(statistics.forgeriesSent()).isPositive().isEqualTo(forged.size());
    assertThat(statistics.forgeriesRefused()).isEqualTo(forged.size());
    assertThat(statistics.forgeriesAccepted()).isZero();
    assertThat(forged).allMatch(one -> one.body().contains("+447700900999"));
    assertThat(forged).anyMatch(one -> signature(one) == null);
    Set<String> real =
        play.authentic().stream().map(DialsTest::signature).collect(Collectors.toSet());
    assertThat(forged).anyMatch(one -> signature(one) != null && real.contains(signature(one)));
    assertThat(forged).anyMatch(one -> signature(one) != null && !real.contains(signature(one)));
    assertThat(play.authentic()).hasSize(play.events().size());
  }

  @Test
  void knowsWhenAReceiverAcceptsForgeries() {
    VirtualTime time = new VirtualTime();
    try (PhoneIncSimulator simulator =
        PhoneIncSimulator.builder()
            .port(0)
            .dials(CALM.withForgeries(0.5))
            .timer(time)
            .transport((url, headers, body, onStatus) -> onStatus.accept(200))
            .start()) {
      simulator.subscribe(URI.create("http://gullible.example/"));
      simulator.play(20);
      time.runAll();

      assertThat(simulator.statistics().forgeriesAccepted())
          .isPositive()
          .isEqualTo(simulator.statistics().forgeriesSent());
      assertThat(simulator.statistics().forgeriesRefused()).isZero();
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> CALM.withDisorder(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("disorder must be from 0 to 1, is 1.5");
    assertThatThrownBy(() -> CALM.withForgeries(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CALM.withLongestDelay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Play play(Dials dials) {
    return Play.of(3, CALLS, dials);
  }

  private static Map<String, List<Delivery>> byEvent(Play play) {
    return play.authentic().stream().collect(Collectors.groupingBy(Delivery::event));
  }

  /** Calls of which a later moment was told before an earlier one. */
  private static Set<String> overtaken(Play play) {
    return play.all().stream().collect(Collectors.groupingBy(Delivery::callId)).entrySet().stream()
        .filter(call -> !isSorted(call.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isSorted(List<Delivery> deliveries) {
    List<Instant> times = deliveries.stream().map(one -> Instant.parse(one.time())).toList();
    return times.stream().sorted().toList().equals(times);
  }

  private static String withoutTime(Delivery delivery) {
    return delivery.body().replace("\"timestamp\":\"" + delivery.time() + "\"", "");
  }

  private static String signature(Delivery delivery) {
    return delivery.headers().get("X-Phone-Inc-Signature");
  }
}
