package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.examples.simulator.RecordingReceiver.Delivery;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.truth.CallTruth;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
  private static final List<CallTruth> TRUTH = Play.of(1, 400, Dials.calm()).truth();

  /** Under every trouble, since none may change what a row should be. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsWhatAllDeliveriesSayTogether(long seed) {
    Play play = Play.of(seed, 200, Dials.rough());

    assertThat(Fold.rows(play.authentic()).stream().map(Fold::withoutNulls))
        .containsExactlyElementsOf(
            play.truth().stream()
                .sorted(Comparator.comparing(CallTruth::callId))
                .map(truth -> Fold.withoutNulls(truth.row()))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void differsFromWhatAReceiverHasInWhichTheLastArrivalWins(long seed) {
    Play play = Play.of(seed, 200, Dials.rough());
    Map<Object, Map<String, Object>> rows =
        Fold.lastArrivalWins(play.authentic()).stream()
            .collect(Collectors.toMap(row -> row.get("call_id"), Fold::withoutNulls));

    assertThat(play.truth())
        .filteredOn(truth -> !rows.get(truth.callId()).get("state").equals("ended"))
        .hasSizeGreaterThan(10);
    assertThat(play.truth())
        .filteredOn(
            truth ->
                truth.summary() != null
                    && !truth.summary().equals(rows.get(truth.callId()).get("summary")))
        .isNotEmpty();
  }

  @Test
  void countsEveryEventOnce() {
    Play play = Play.of(1, 400, Dials.calm());
    Map<String, Long> sent =
        play.all().stream().collect(Collectors.groupingBy(Delivery::callId, Collectors.counting()));

    assertThat(play.truth())
        .allSatisfy(
            truth -> assertThat(sent.get(truth.callId())).isEqualTo((long) truth.eventCount()));
  }

  @Test
  void hasCallsOfEveryLife() {
    assertThat(TRUTH).anyMatch(call -> call.transcription() != null && call.summary() != null);
    assertThat(TRUTH).anyMatch(call -> call.answeredAt() != null && call.transcription() == null);
    assertThat(TRUTH).anyMatch(call -> call.lost() && !call.outsideOpeningHours());
    assertThat(TRUTH).anyMatch(call -> call.lost() && call.outsideOpeningHours());
    assertThat(TRUTH).anyMatch(call -> call.outsideOpeningHours() && !call.voicemails().isEmpty());
    assertThat(TRUTH).anyMatch(call -> "outbound".equals(call.direction()) && !call.lost());
    assertThat(TRUTH).anyMatch(call -> "outbound".equals(call.direction()) && call.lost());
    assertThat(TRUTH).anyMatch(call -> call.branchId() != null && call.recordingUrl() != null);
    assertThat(TRUTH).anyMatch(call -> call.branchId() != null && !call.voicemails().isEmpty());
    assertThat(TRUTH).anyMatch(call -> call.from() == null);
    assertThat(TRUTH).anyMatch(call -> "anonymous".equals(call.from()));
    assertThat(TRUTH)
        .flatExtracting(CallTruth::voicemails)
        .anyMatch(voicemail -> voicemail.transcription() == null)
        .anyMatch(voicemail -> voicemail.transcription() != null);
  }

  @Test
  void isConsistentInItself() {
    assertThat(TRUTH)
        .allSatisfy(
            call -> {
              assertThat(call.state()).isEqualTo("ended");
              assertThat(call.endedAt()).isAfterOrEqualTo(call.startedAt());
              assertThat(call.duration() == null).isEqualTo(call.answeredAt() == null);
              assertThat(call.lost())
                  .isEqualTo(call.answeredAt() == null && call.voicemails().isEmpty());
              if (call.answeredAt() != null) {
                assertThat(call.duration())
                    .isEqualTo(Duration.between(call.answeredAt(), call.endedAt()).toSeconds());
              }
            });
    assertThat(TRUTH.stream().map(CallTruth::callId)).doesNotHaveDuplicates();
  }

  @Test
  void rowHasTheColumnsOfTheShop() {
    assertThat(TRUTH.get(0).row().keySet())
        .containsExactly(
            "call_id",
            "from",
            "to",
            "direction",
            "state",
            "started_at",
            "answered_at",
            "ended_at",
            "duration",
            "branch_id",
            "recording_url",
            "transcription",
            "summary",
            "lost",
            "outside_opening_hours",
            "event_count",
            "voicemails");
  }

  @Test
  void hasTiesBetweenEventsOfACall() {
    Play play = Play.of(1, 100, Dials.calm());
    long calls =
        play.all().stream().collect(Collectors.groupingBy(Delivery::callId)).values().stream()
            .filter(
                events -> events.stream().map(Delivery::time).distinct().count() < events.size())
            .count();

    assertThat(calls).isGreaterThan(20);
  }
}
