package inc.phone.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {
  /** T-28, T-29; the backslash escapes are spelled out by the test. */
  @ParameterizedTest
  @CsvSource({
    "a0b, a?b",
    "H, ?",
    "L, ?",
    "LH, ??",
    "HL, HL",
    "HHL, ?HL",
    "HLL, HL?",
    "HaL, ?a?",
    "00, ??",
    "'', ''",
    "abc, abc"
  })
  void replacesWhatNoStoreKeeps(String given, String expected) {
    assertThat(StorableText.repaired(spell(given))).isEqualTo(spell(expected));
  }

  @Test
  void returnsGoodTextAsItIs() {
    String text = "Godaften 😀 مساء";

    assertThat(StorableText.repaired(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "01JVWX",
        "á",
        "a\u0301",
        "😀",
        "\u202Eabc",
        "' OR 1=1 --",
        "../..",
        "%00",
        "a b"
      })
  void takesIdsThatOnlyLookOdd(String id) {
    assertThat(StorableText.isId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003", "a\nb", "a\rb", "a\u0000", "a\u007f", "a\u0085"})
  void refusesIdsThatAreBlankOrControlTheReader(String id) {
    assertThat(StorableText.isId(id)).isFalse();
  }

  @Test
  void countsCodePointsOfIds() {
    assertThat(StorableText.isId("x".repeat(128))).isTrue();
    assertThat(StorableText.isId("x".repeat(129))).isFalse();
    assertThat(StorableText.isId("😀".repeat(128))).isTrue();
    assertThat(StorableText.isId("😀".repeat(128) + "x")).isFalse();
    assertThat(StorableText.isId("x".repeat(9_000))).isFalse();
    assertThat(StorableText.isId(spell("aHb"))).isFalse();
    assertThat(StorableText.isId(spell("aLH"))).isFalse();
  }

  private static String spell(String text) {
    return text.replace('0', '\u0000')
        .replace('H', '\ud83d')
        .replace('L', '\ude00')
        .replace('?', '\ufffd');
  }
}
