package inc.phone.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberNormalizerTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  @ParameterizedTest
  @ValueSource(strings = {"", "dk", "XX", "DNK", "001", "D", " DK"})
  void refusesUnknownRegions(String region) {
    assertThatThrownBy(() -> NumberNormalizer.forRegion(region))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "region must be two upper-case letters of ISO 3166-1 such as DK, was '" + region + "'");
  }

  @Test
  void refusesNullAsRegionAndTakesItAsNumber() {
    assertThatNullPointerException().isThrownBy(() -> NumberNormalizer.forRegion(null));
    assertThat(NumberNormalizer.forRegion("DK").normalize(null)).isEmpty();
  }

  @Test
  void tellsPossibleFromValid() {
    NumberNormalizer denmark = NumberNormalizer.forRegion("DK");
    E164 possible = denmark.normalize("+15551234567").orElseThrow();

    for (int repeat = 0; repeat < 2; repeat++) {
      assertThat(denmark.valid(possible)).isFalse();
      assertThat(denmark.valid(E164.of("+4520123456"))).isTrue();
      assertThat(denmark.valid(E164.of("+14155559876"))).isTrue();
      assertThat(denmark.valid(E164.of("+9991234567"))).isFalse();
      assertThat(denmark.valid(E164.of("+1234567"))).isFalse();
    }
  }

  @Test
  void readsNumbersWithoutCountryCodeInItsRegion() {
    assertThat(NumberNormalizer.forRegion("US").normalize("(415) 555-9876"))
        .contains(E164.of("+14155559876"));
    assertThat(NumberNormalizer.forRegion("DE").normalize("030 123456"))
        .contains(E164.of("+4930123456"));
    assertThat(NumberNormalizer.forRegion("IT").normalize("06 698 12345"))
        .contains(E164.of("+390669812345"));
  }

  @Test
  void answersAsTheLibraryDoesForNumbersOfAllCountries() {
    SplittableRandom random = new SplittableRandom(7);
    List<Integer> codes = new ArrayList<>(LIBRARY.getSupportedCallingCodes());
    NumberNormalizer denmark = NumberNormalizer.forRegion("DK");
    int possible = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("+").append(codes.get(random.nextInt(codes.size())));
      for (int digits = 4 + random.nextInt(9); digits > 0; digits--) {
        text.append((char) ('0' + random.nextInt(10)));
      }
      Optional<E164> expected = possibleByLibrary(text.toString());

      assertThat(denmark.normalize(text.toString())).as(text.toString()).isEqualTo(expected);
      assertThat(denmark.normalize(text.toString())).as("from the cache").isEqualTo(expected);
      possible += expected.isPresent() ? 1 : 0;
    }
    assertThat(possible).isGreaterThan(5_000);
  }

  @Test
  void normalizesItsOwnAnswersToThemselves() {
    SplittableRandom random = new SplittableRandom(11);
    NumberNormalizer denmark = NumberNormalizer.forRegion("DK");
    for (int i = 0; i < 5_000; i++) {
      String national = Integer.toString(20_000_000 + random.nextInt(79_999_999));
      E164 number = denmark.normalize(national).orElseThrow();

      assertThat(number).hasToString("+45" + national);
      assertThat(denmark.normalize(number.value())).contains(number);
    }
  }

  @Test
  void remembersNoMoreThanItsCacheHolds() {
    NumberNormalizer small = NumberNormalizer.forRegion("DK", 64);
    for (int i = 0; i < 2_000; i++) {
      small.normalize(Integer.toString(20_000_000 + i));
    }

    assertThat(small.remembered()).isLessThanOrEqualTo(64).isGreaterThan(48);
  }

  @Test
  void doesNotRememberLongTexts() {
    NumberNormalizer denmark = NumberNormalizer.forRegion("DK");

    denmark.normalize("+4520123456" + " ".repeat(53));
    assertThat(denmark.remembered()).isEqualTo(1);
    denmark.normalize("+4520123456" + " ".repeat(54));
    assertThat(denmark.remembered()).isEqualTo(1);
  }

  @Test
  void givesEveryThreadTheSameAnswers() throws Exception {
    NumberNormalizer small = NumberNormalizer.forRegion("DK", 16);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        SplittableRandom random = new SplittableRandom(task);
        tasks.add(
            () -> {
              int wrong = 0;
              for (int i = 0; i < 20_000; i++) {
                String national = Integer.toString(20_000_000 + random.nextInt(40));
                wrong +=
                    small.normalize(national).equals(Optional.of(E164.of("+45" + national)))
                        ? 0
                        : 1;
              }
              return wrong;
            });
      }
      for (Future<Integer> wrong : threads.invokeAll(tasks)) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<E164> possibleByLibrary(String text) {
    try {
      PhoneNumber parsed = LIBRARY.parse(text, "DK");
      return LIBRARY.isPossibleNumberWithReason(parsed) == ValidationResult.IS_POSSIBLE
          ? Optional.ofNullable(E164.orNull(LIBRARY.format(parsed, PhoneNumberFormat.E164)))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
