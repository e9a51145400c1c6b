package inc.phone.examples.shop.pages.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrValidator;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {
  private static final String BRANCH = "/menus/root/branches/1";

  static Stream<IvrConfig> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyProblemIsShownOnce(IvrConfig config) {
    ConfigTree tree = ConfigTree.of(config);
    EditorBuilder builder = new EditorBuilder(tree);
    MenuEditor unused = builder.build(config, LocalDate.EPOCH);
    var report = IvrValidator.strict().validate(config);

    Problems problems = new Problems(report, builder.places());

    assertThat(problems.errors().size() + problems.others().size())
        .isEqualTo(report.issues().size());
    builder
        .places()
        .forEach(
            place ->
                problems
                    .at(place)
                    .forEach(
                        issue ->
                            assertThat(issue.pointer())
                                .matches(p -> p.isEmpty() || common(p, place))));
  }

  private static boolean common(String pointer, String place) {
    return place.startsWith(pointer) || pointer.startsWith(place.replaceAll("/type$", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "/digit, 1, E_DIGIT_DUPLICATE, /digit",
    "/digit, x, E_FORMAT, /digit",
    "/action/type, gone, E_REQUIRED, /action/type",
    "/action/to, 123, E_FORWARD_FORMAT, /action/to",
    "/action/ring_timeout_secs, 900, E_RANGE, /action/ring_timeout_secs",
    "/action/no_answer/mailbox, Not a slug, E_FORMAT, /action/no_answer/mailbox",
    "/action/no_answer/tools, x, W_UNKNOWN_FIELD, /action/no_answer/type"
  })
  void isShownAtItsField(String field, String typed, String code, String shownAt) {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    ActionKinds.change(tree, BRANCH + "/action", "forward");
    tree.set(BRANCH + "/action/to", "+4570707071");
    if (typed.equals("gone")) {
      tree.remove(BRANCH + field);
    } else {
      FormInput.apply(tree, Map.of(BRANCH + field, List.of(typed)));
    }

    assertThat(problems(tree).at(BRANCH + shownAt))
        .extracting(issue -> issue.code())
        .contains(code);
  }

  @Test
  void aMissingTranslationIsShownWhereItBelongs() {
    ConfigTree tree = ConfigTree.of(Samples.shop());
    tree.remove("/menus/root/greeting/en-GB");
    tree.remove("/menus/delivery/greeting/da-DK");

    assertThat(problems(tree).at("/menus/root/greeting/en-GB/say"))
        .extracting(issue -> issue.code())
        .containsExactly("W_LOCALE_MISSING");
    assertThat(problems(tree).isBad("/menus/delivery/greeting/da-DK/say")).isTrue();
    assertThat(problems(tree).isAnyIn("/menus/delivery")).isTrue();
  }

  private static Problems problems(ConfigTree tree) {
    EditorBuilder builder = new EditorBuilder(tree);
    MenuEditor unused = builder.build(tree.config(), LocalDate.EPOCH);
    return new Problems(IvrValidator.strict().validate(tree.config()), builder.places());
  }
}
