package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  @Test
  void fourteenDaysAreAllowed() {
    Retention retention = Retention.ofEvents(FORTNIGHT).calls(FORTNIGHT).quarantine(FORTNIGHT);
    assertThat(retention).hasToString("Retention[events=PT336H, calls=PT336H, quarantine=PT336H]");
  }

  @Test
  void lessThanFourteenDaysIsRefusedWithOptionLimitAndValue() {
    for (Duration value :
        new Duration[] {FORTNIGHT.minusNanos(1), Duration.ZERO, Duration.ofDays(-20)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Retention.ofEvents(value))
          .withMessage("retention of events must be at least PT336H, was " + value);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Retention.ofEvents(FORTNIGHT).quarantine(value))
          .withMessage("retention of quarantine must be at least PT336H, was " + value);
    }
  }

  @Test
  void callsAreKeptAtLeastAsLongAsTheirEvents() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.ofEvents(Duration.ofDays(30)).calls(Duration.ofDays(29)))
        .withMessage("retention of calls must be at least PT720H, was PT696H");
  }
}
