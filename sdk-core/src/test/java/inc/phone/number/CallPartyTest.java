package inc.phone.number;

import static inc.phone.number.CallParty.Kind.ABSENT;
import static inc.phone.number.CallParty.Kind.EMERGENCY;
import static inc.phone.number.CallParty.Kind.EXTENSION;
import static inc.phone.number.CallParty.Kind.NUMBER;
import static inc.phone.number.CallParty.Kind.SHORT_CODE;
import static inc.phone.number.CallParty.Kind.SIP;
import static inc.phone.number.CallParty.Kind.UNPARSABLE;
import static inc.phone.number.CallParty.Kind.WITHHELD;
import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.core.testkit.HostileLocales;
import inc.phone.number.CallParty.Kind;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallPartyTest {
  private static final NumberNormalizer DENMARK = NumberNormalizer.forRegion("DK");

  @ParameterizedTest
  @MethodSource({"withheld", "others"})
  void isOfOneKindUnderEveryLocale(String raw, Kind kind) {
    HostileLocales.checkUnderAll(
        () -> {
          NumberNormalizer uncached = NumberNormalizer.forRegion("DK");
          CallParty party = CallParty.of(raw, uncached);

          assertThat(party.kind()).as("kind of '%s'", raw).isEqualTo(kind);
          assertThat(party.raw()).isEqualTo(raw);
          assertThat(party.number()).isEmpty();
          assertThat(uncached.normalize(raw)).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isANumberUnderEveryLocale(String raw, String number) {
    HostileLocales.checkUnderAll(
        () -> {
          NumberNormalizer uncached = NumberNormalizer.forRegion("DK");
          CallParty party = CallParty.of(raw, uncached);

          assertThat(party.kind()).as("kind of '%s'", raw).isEqualTo(NUMBER);
          assertThat(party.raw()).isEqualTo(raw);
          assertThat(party.number()).contains(E164.of(number));
          assertThat(uncached.normalize(raw)).contains(E164.of(number));
        });
  }

  /** T-43. */
  static Stream<Arguments> withheld() {
    return Stream.of(
            "anonymous",
            "Anonymous",
            "ANONYMOUS",
            " anonymous\t",
            "Restricted",
            "RESTRICTED",
            "unavailable",
            "UNAVAILABLE",
            "unknown",
            "private",
            "PRIVATE",
            "blocked",
            "withheld",
            "Private Number",
            "anonymous@anonymous.invalid",
            "sip:anonymous@anonymous.invalid",
            "sips:Unknown@10.0.0.1",
            "+266696687",
            "+7378742833",
            "+86282452253",
            "+2562533",
            "+8656696",
            "+266 69 66 87",
            "+7 (378) 742-8-33",
            "+86 28 2452 253",
            "+256-2533",
            "＋266696687",
            "tel:+266696687",
            "tel:+266696687;ext=4",
            "00266696687",
            "007378742833",
            "00 86 282452253",
            "002562533",
            "008656696")
        .map(raw -> Arguments.of(raw, WITHHELD));
  }

  /** T-44. */
  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(null, ABSENT),
        Arguments.of("", ABSENT),
        Arguments.of(" \t\u2003", ABSENT),
        Arguments.of("sip:+4520123456@x;transport=tls", SIP),
        Arguments.of("sip:bob@example.com;transport=tls", SIP),
        Arguments.of("sip:+4930123456@x", SIP),
        Arguments.of("SIP:+4520123456", SIP),
        Arguments.of("sips:+4520123456@example.com", SIP),
        Arguments.of("\"Bob\" <sip:+4520123456@example.com>", SIP),
        Arguments.of("+4520123456@10.0.0.1", SIP),
        Arguments.of("tel:+4520123456;ext=12", EXTENSION),
        Arguments.of("+45 20 12 34 56 ext. 12", EXTENSION),
        Arguments.of("20123456x12", EXTENSION),
        Arguments.of("ext. 4", EXTENSION),
        Arguments.of("Ext. 20123456", EXTENSION),
        Arguments.of("EXTENSION 42", EXTENSION),
        Arguments.of("x42", EXTENSION),
        Arguments.of("112", EMERGENCY),
        Arguments.of(" 112 ", EMERGENCY),
        Arguments.of("１１２", EMERGENCY),
        Arguments.of("tel:112", EMERGENCY),
        Arguments.of("+45112", EMERGENCY),
        Arguments.of("1234", SHORT_CODE),
        Arguments.of("114", EMERGENCY),
        Arguments.of("116117", SHORT_CODE),
        Arguments.of("+451234", SHORT_CODE),
        Arguments.of("2012345", UNPARSABLE),
        Arguments.of("+", UNPARSABLE),
        Arguments.of("+0", UNPARSABLE),
        Arguments.of("+04520123456", UNPARSABLE),
        Arguments.of("+452012345678901", UNPARSABLE),
        Arguments.of("1234567890123456", UNPARSABLE),
        Arguments.of("+1234567890123456", UNPARSABLE),
        Arguments.of("+9991234567", UNPARSABLE),
        Arguments.of("client:bob", UNPARSABLE),
        Arguments.of("client:20123456", UNPARSABLE),
        Arguments.of("https://example.com/20123456", UNPARSABLE),
        Arguments.of("bob", UNPARSABLE),
        Arguments.of("\u0000", UNPARSABLE),
        Arguments.of("\ud800", UNPARSABLE),
        Arguments.of("5".repeat(251), UNPARSABLE),
        Arguments.of("5".repeat(4096), UNPARSABLE),
        Arguments.of("+4520123456" + " ".repeat(4096), UNPARSABLE));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("+4520123456", "+4520123456"),
        Arguments.of("20123456", "+4520123456"),
        Arguments.of("20 12 34 56", "+4520123456"),
        Arguments.of("004520123456", "+4520123456"),
        Arguments.of("0049 30 123456", "+4930123456"),
        Arguments.of("+49 (0)30 123456", "+4930123456"),
        Arguments.of("tel:+4520123456", "+4520123456"),
        Arguments.of("TEL:+45-20-12-34-56", "+4520123456"),
        Arguments.of("tel:20123456;phone-context=+45", "+4520123456"),
        Arguments.of("２０１２３４５６", "+4520123456"),
        Arguments.of("＋４５２０１２３４５６", "+4520123456"),
        Arguments.of("٢٠١٢٣٤٥٦", "+4520123456"),
        Arguments.of("+15551234567", "+15551234567"),
        Arguments.of("+1 415-555-9876", "+14155559876"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"911", "988", "18005551", "5551234"})
  void isNoNumberInTheUnitedStatesEither(String raw) {
    assertThat(CallParty.of(raw, NumberNormalizer.forRegion("US")).number()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"110", "112", "115", "116117", "+49110", "+49112"})
  void isNoNumberInGermanyWhereShortNumbersAreAsLongAsSubscribers(String raw) {
    assertThat(CallParty.of(raw, NumberNormalizer.forRegion("DE")).number()).isEmpty();
  }

  @Test
  void takesANumberWordForANumberWhereItIsOne() {
    // Ten digits without a plus are an Austin number at home, and only abroad the word
    // "restricted".
    NumberNormalizer unitedStates = NumberNormalizer.forRegion("US");

    assertThat(CallParty.of("(737) 874-2833", unitedStates).number())
        .contains(E164.of("+17378742833"));
    assertThat(CallParty.of("+7378742833", unitedStates).kind()).isEqualTo(WITHHELD);
    assertThat(CallParty.of("011 7378742833", unitedStates).kind()).isEqualTo(WITHHELD);
  }

  @Test
  void findsAnOutcomeForEveryText() {
    SplittableRandom random = new SplittableRandom(43);
    String alphabet =
        "0123456789+00++  -()./;:=#*@<>\"xetlsipcoanum%&~,\u0000\u0661\u0e57０＋\ud800\udc00é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      CallParty party = CallParty.of(text.toString(), DENMARK);

      assertThat(party.raw()).isEqualTo(text.toString());
      assertThat(party.number().isPresent()).isEqualTo(party.kind() == NUMBER);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+4520123456", "sip:+4520123456@x", "tel:+4520123456;ext=12", "+999123456"})
  void doesNotShowTheTextWhenPrinted(String raw) {
    CallParty party = CallParty.of(raw, DENMARK);

    assertThat(party).hasToString("CallParty[" + party.kind() + "]");
  }

  @Test
  void isEqualWhenKindTextAndNumberAre() {
    CallParty party = CallParty.of("20123456", DENMARK);

    assertThat(party)
        .isEqualTo(CallParty.of("20123456", NumberNormalizer.forRegion("DK")))
        .hasSameHashCodeAs(CallParty.of("20123456", NumberNormalizer.forRegion("DK")))
        .isNotEqualTo(CallParty.of("+4520123456", DENMARK))
        .isNotEqualTo(CallParty.of("20123456", NumberNormalizer.forRegion("DE")));
  }
}
