package inc.phone.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IvrDiffTest {
  private static final String ROOT = "/menus/root";

  static Stream<Arguments> edits() {
    return Stream.of(
        Arguments.of(
            ROOT + "/branches/1/action",
            "{\"type\":\"voicemail\"}",
            "digit 2: AI receptionist -> voicemail"),
        Arguments.of(ROOT + "/branches/0/digit", "\"5\"", "branch sales: digit 1 -> digit 5"),
        Arguments.of(
            ROOT + "/branches/0/action/to", "\"+4570707079\"", "digit 1: forward changed (to)"),
        Arguments.of(ROOT + "/branches/0/enabled", "false", "digit 1 enabled added"),
        Arguments.of(
            ROOT + "/branches/-",
            "{\"digit\":\"4\",\"id\":\"new\",\"action\":{\"type\":\"hangup\"}}",
            "digit 4 added: hang up"),
        Arguments.of(
            "/menus/delivery/branches/0/topic", "\"x\"", "delivery digit 1 topic: delivery -> x"),
        Arguments.of(ROOT + "/greeting/da-DK/say", "\"Hej\"", "root greeting da-DK changed"),
        Arguments.of(ROOT + "/greeting/sv", "{\"say\":\"Hej\"}", "root greeting sv added"),
        Arguments.of(ROOT + "/input/max_digits", "2", "root input max_digits: 1 -> 2"),
        Arguments.of(ROOT + "/no_input/max", "3", "root no_input max: 2 -> 3"),
        Arguments.of(
            ROOT + "/invalid/then",
            "{\"type\":\"menu\",\"menu\":\"delivery\"}",
            "root invalid: voicemail -> menu delivery"),
        Arguments.of("/menus/new", "{\"greeting\":{},\"branches\":[]}", "menu new added"),
        Arguments.of("/timezone", "\"UTC\"", "timezone: Europe/Copenhagen -> UTC"),
        Arguments.of(
            "/hours/exceptions/-",
            "{\"id\":\"x\",\"from_date\":\"2026-12-31\",\"closed\":true}",
            "closed on 2026-12-31 added"),
        Arguments.of(
            "/hours/exceptions/0/to_date",
            "\"2026-12-27\"",
            "closed on 2026-12-24 to 2026-12-27 changed"),
        Arguments.of(
            "/hours/closed", "{\"type\":\"hangup\"}", "hours closed: voicemail -> hang up"),
        Arguments.of("/hours/weekly", "[]", "hours weekly changed"),
        Arguments.of("/x-colour", "\"red\"", "x-colour added"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("edits")
  void namesEachChange(String pointer, String json, String text) {
    IvrConfig before = Golden.shop();
    IvrConfig after = Edit.set(before, pointer, json).withRevision(8);

    assertThat(IvrDiff.between(before, after)).extracting(IvrChange::text).containsExactly(text);
    assertThat(IvrDiff.between(after, before)).hasSize(1);
  }

  @Test
  void theSameContentHasNoChanges() {
    assertThat(IvrDiff.between(Golden.shop(), Golden.shop().withRevision(9))).isEmpty();
  }

  @Test
  void swappedDigitsAreTwoMoves() {
    IvrConfig swapped =
        Edit.set(
            Edit.set(Golden.shop(), ROOT + "/branches/0/digit", "\"2\""),
            ROOT + "/branches/1/digit",
            "\"1\"");

    assertThat(IvrDiff.between(Golden.shop(), swapped))
        .extracting(IvrChange::toString)
        .containsExactly("branch sales: digit 1 -> digit 2", "branch support: digit 2 -> digit 1");
    assertThat(IvrDiff.between(Golden.shop(), swapped))
        .extracting(IvrChange::kind)
        .containsOnly(IvrChange.Kind.MOVED);
  }

  @Test
  void nothingThatDiffersIsOverlooked() {
    for (long seed = 0; seed < 1_000; seed++) {
      IvrConfig after = IvrConfig.parse(Mutations.text(Golden.text("shop.v1.json"), seed));
      boolean same = after.withRevision(7).equals(Golden.shop());
      assertThat(IvrDiff.between(Golden.shop(), after).isEmpty())
          .as("seed %d", seed)
          .isEqualTo(same);
      assertThat(IvrDiff.between(after, Golden.shop()).isEmpty())
          .as("seed %d", seed)
          .isEqualTo(same);
    }
  }
}
