package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
  private static final NumberNormalizer DANISH = NumberNormalizer.forRegion("DK");

  private final Mentions mentions =
      new Mentions(
          Set.of(E164.of("+4520123456"), E164.of("+4915112345678")), Set.of("call-1"), DANISH);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+4520123456",
        "4520123456",
        "004520123456",
        "20123456",
        "20 12 34 56",
        "+45 20-12-34-56",
        "+45 (20) 12.34/56",
        "{\"from\":\"\\u002b4520123456\"",
        "from=%2B4520123456&",
        "sip:+4520123456@pbx",
        "call 20123456 now",
        "1 20123456",
        "2026-05-15 20123456",
        "+49 1511 2345678",
        "00491511 2345678",
        "{\"id\":\"call-1\"",
      })
  void finds(String text) {
    assertThat(mentions.in(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(mentions.in(("\u00ff{ " + text + " ]").getBytes(StandardCharsets.ISO_8859_1)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+4520123456", "20 12 34 56", "x20123456y"})
  void findsNumbersInUtf16(String text) {
    assertThat(mentions.in(text.getBytes(StandardCharsets.UTF_16LE))).isTrue();
    assertThat(mentions.in(text.getBytes(StandardCharsets.UTF_16BE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20123457",
        "120123456",
        "201234560",
        "20123 ,456",
        "015112345678", // a German way of writing, which only a German receiver would match
        "\"call-10\"",
        "call-1",
        "\\u0032\\u0030123456",
        "tyve tolv fireogtredive seksoghalvtreds"
      })
  void doesNotFind(String text) {
    assertThat(mentions.in(text.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void findsANumberWhoseLastDigitsAnotherOneHasToo() {
    Mentions alike =
        new Mentions(Set.of(E164.of("+4530123456"), E164.of("+4520123456")), Set.of(), DANISH);
    assertThat(alike.in("30123456".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(alike.in("20123456".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(alike.in("40123456".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  @Timeout(20)
  void fourMebibytesOfDigitsTakeNoTime() {
    for (String part : new String[] {"3456", "1 3", "23456 ", "\""}) {
      byte[] body = part.repeat(4 * 1024 * 1024 / part.length()).getBytes(StandardCharsets.UTF_8);
      assertThat(mentions.in(body)).as(part).isFalse();
    }
  }
}
