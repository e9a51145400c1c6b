package inc.phone.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.core.testkit.HostileLocales;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
  /** T-35 to T-37: whatever the JDK does with these texts, we do the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-05-15T14:22:33Z",
        "2026-05-15T14:22:33.1Z",
        "2026-05-15T14:22:33.123456789Z",
        "2026-05-15T14:22:33.1234567890Z",
        "2026-05-15T14:22:33.Z",
        "2026-05-15T14:22:33,5Z",
        "2026-05-15T14:22:60Z",
        "2016-12-31T23:59:60Z",
        "2026-05-15T23:59:60Z",
        "2026-05-15T24:00:00Z",
        "2026-05-15T24:00:01Z",
        "2026-05-15T25:00:00Z",
        "2026-05-15T14:60:33Z",
        "2026-05-15t14:22:33z",
        "2026-05-15T14:22:33z",
        "2026-05-15T14:22:33-00:00",
        "2026-05-15T14:22:33+00:00",
        "2026-05-15T14:22:33+02:00",
        "2026-05-15T14:22:33+02",
        "2026-05-15T14:22:33+25:00",
        "2026-05-15T14:22:33+18:00",
        "2026-05-15 14:22:33Z",
        "2026-05-15T14:22:33",
        "2026-05-15T14:22Z",
        "2026-05-15",
        " 2026-05-15T14:22:33Z",
        "2026-05-15T14:22:33Z ",
        "2026-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-13-10T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "-4714-11-24T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+294277-01-01T00:00:00Z",
        "294277-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "+1000000001-01-01T00:00:00Z",
        "2099-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "2026-05-15T14:22:33.999999500Z",
        "٢٠٢٦-٠٥-١٥T١٤:٢٢:٣٣Z",
        "２０２６-05-15T14:22:33Z",
        "2026-05-15T14:22:3\u0663Z",
        "+026-05-15T14:22:33Z",
        "-026-05-15T14:22:33Z",
        "2026-+5-15T14:22:33Z",
        "2026-05-15T14:22:33.-1Z",
        "2026-05-15T14:22:33.+12Z",
        "2026/05/15T14:22:33Z",
        "1767225600",
        "1767225600000",
        "",
        "null",
        "Z",
        "yyyy-MM-ddTHH:mm:ssZ"
      })
  void readsAsTheJdkDoesUnderEveryLocale(String text) {
    HostileLocales.checkUnderAll(() -> assertSameAsJdk(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-15T14:22:33.999999500Z, 2026-05-15T14:22:33.999999Z",
    "2026-05-15T14:22:33.000000300Z, 2026-05-15T14:22:33Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
    "2026-05-15T16:22:33.000000999+02:00, 2026-05-15T14:22:33Z",
    "2026-05-15T24:00:00Z, 2026-05-16T00:00:00Z"
  })
  void truncatesToMicroseconds(String text, String expected) {
    assertThat(InstantText.parse(text)).hasToString(expected);
  }

  @Test
  void readsRandomMomentsAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(37);
    for (int i = 0; i < 20_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(
              random.nextLong(-70_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000));
      assertSameAsJdk(moment.toString());
      assertSameAsJdk(moment.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  @Test
  void readsDamagedMomentsAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(38);
    String alphabet = "0123456789-:.TZtz+ ,٣９";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("2024-02-29T23:59:59.123456789Z");
      text.delete(20, 20 + random.nextInt(10));
      for (int damage = 1 + random.nextInt(2); damage > 0; damage--) {
        int at = random.nextInt(text.length());
        char other = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, other);
          case 1 -> text.insert(at, other);
          default -> text.deleteCharAt(at);
        }
      }
      assertSameAsJdk(text.toString());
    }
  }

  @Test
  void writesMomentsAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(39);
    for (int i = 0; i < 20_000; i++) {
      Instant second = Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 300_000_000_000L));
      assertThat(InstantText.of(second)).isEqualTo(second.toString());
      Instant nano = second.plusNanos(random.nextInt(1_000_000_000));
      assertThat(InstantText.of(nano)).isEqualTo(nano.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0001-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "9999-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void writesTheEndsOfWhatIsCommonAsTheJdkDoesUnderEveryLocale(String text) {
    HostileLocales.checkUnderAll(
        () -> assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text));
  }

  private static void assertSameAsJdk(String text) {
    Instant expected = null;
    try {
      expected = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      // stays null
    }
    Instant actual = null;
    try {
      actual = InstantText.parse(text);
    } catch (DateTimeException e) {
      // stays null
    }
    assertThat(actual).as(text).isEqualTo(expected);
  }
}
