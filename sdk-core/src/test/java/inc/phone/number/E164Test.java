package inc.phone.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class E164Test {
  @ParameterizedTest
  @ValueSource(strings = {"+1234567", "+4520123456", "+15551234567", "+123456789012345"})
  void keepsWhatIsE164(String text) {
    assertThat(E164.of(text)).hasToString(text);
    assertThat(E164.of(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "4520123456",
        "+0520123456",
        "+123456",
        "+1234567890123456",
        "+45 20123456",
        " +4520123456",
        "+4520123456 ",
        "+4520123456\n",
        "+45２0123456",
        "+٤٥٢٠١٢٣٤٥٦",
        "＋4520123456",
        "++4520123456",
        "+4520123456;ext=1",
        "tel:+4520123456"
      })
  void refusesEverythingElseWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> E164.of(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "not E.164: expected + and 7 to 15 digits, the first not 0, got "
                + text.length()
                + " characters");
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException().isThrownBy(() -> E164.of(null));
  }

  @Test
  void isEqualAndOrderedByItsText() {
    E164 number = E164.of("+4520123456");

    assertThat(number).isEqualTo(E164.of("+4520123456")).hasSameHashCodeAs(E164.of("+4520123456"));
    assertThat(number).isEqualByComparingTo(E164.of("+4520123456"));
    assertThat(number).isNotEqualTo(E164.of("+4520123457")).isNotEqualTo("+4520123456");
    assertThat(number).isLessThan(E164.of("+4520123457")).isGreaterThan(E164.of("+15551234567"));
  }
}
