package inc.phone.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.number.E164;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IvrValidatorTest {
  private static final ValidationContext CONTEXT =
      ValidationContext.builder()
          .ownNumbers(List.of(E164.of("+4520202020")))
          .neighbour(E164.of("+4520202021"), forwardingTo("+4520202020"))
          .neighbour(E164.of("+4520202022"), forwardingTo("+4570707072"))
          .mailboxes(Set.of("general", "sales", "support", "delivery", "default"))
          .tools(Set.of("lookup_order"))
          .clock(Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC))
          .build();

  private static final String VOICEMAIL = "{\"type\":\"voicemail\"}";
  private static final String HANGUP = "{\"type\":\"hangup\"}";
  private static final String ROOT = "/menus/root";
  private static final String SALES = ROOT + "/branches/0";
  private static final String AI = ROOT + "/branches/1/action";

  private static IvrConfig forwardingTo(String number) {
    return IvrConfig.builder()
        .greeting("da", "x")
        .branch("1", "x", IvrAction.forward(number))
        .build();
  }

  @Test
  void theFullExampleMayBeSaved() {
    ValidationReport report = IvrValidator.strict(CONTEXT).validate(Golden.shop());

    assertThat(report.errors()).isEmpty();
    assertThat(report.issues())
        .extracting(ValidationIssue::code, ValidationIssue::pointer)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("W_AI_NO_DISCLOSURE", AI + "/first_message/da-DK"),
            org.assertj.core.groups.Tuple.tuple("W_AI_NO_DISCLOSURE", AI + "/first_message/en-GB"),
            org.assertj.core.groups.Tuple.tuple("W_PREVIEW_AI", AI));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        // pointer to change, new value, code, pointer of the issue
        at("/schema_version", "2", "E_VERSION_NEWER", "/schema_version"),
        at("/schema_version", null, "E_REQUIRED", ""),
        at("/id", "\"constructor\"", "E_FORMAT", "/id"),
        at("/entry", "\"nowhere\"", "E_ENTRY_MISSING", "/entry"),
        at(
            ROOT + "/branches/2/action/menu",
            "\"x\"",
            "E_MENU_UNKNOWN",
            ROOT + "/branches/2/action/menu"),
        at(ROOT + "/branches/2/enabled", "false", "E_UNREACHABLE_MENU", "/menus/delivery"),
        at(ROOT + "/branches", "[]", "E_NO_BRANCH", ROOT + "/branches"),
        at(ROOT + "/branches/1/digit", "\"1\"", "E_DIGIT_DUPLICATE", ROOT + "/branches/1/digit"),
        at(ROOT + "/branches/1/digit", "\"12\"", "E_DIGIT_PREFIX", SALES + "/digit"),
        at(ROOT + "/branches/1/digit", "\"22\"", "E_DIGIT_TOO_LONG", ROOT + "/branches/1/digit"),
        at(
            "/menus/delivery/input",
            "{\"terminator\":\"*\"}",
            "E_DIGIT_TERMINATOR",
            "/menus/delivery/branches/1/digit"),
        at(
            "/menus/delivery/branches/0/id",
            "\"sales\"",
            "E_BRANCH_ID_DUPLICATE",
            "/menus/delivery/branches/0/id"),
        at(
            ROOT + "/branches/1/topic",
            "\"sales\"",
            "W_TOPIC_DUPLICATE",
            ROOT + "/branches/1/topic"),
        at(ROOT + "/no_input/max", "5", "W_TOO_MANY_REPEATS", ROOT + "/no_input/max"),
        at(ROOT + "/no_input/max", "11", "E_RANGE", ROOT + "/no_input/max"),
        at(
            "/menus/delivery/branches/1/action",
            "{\"type\":\"menu\",\"menu\":\"root\"}",
            "I_MENU_CYCLE",
            ROOT),
        at(ROOT + "/no_input/then", "{\"type\":\"menu\",\"menu\":\"root\"}", "E_AUTO_LOOP", ROOT),
        at(ROOT + "/no_input/then", "{\"type\":\"repeat\"}", "E_AUTO_LOOP", ROOT),
        at(
            "/menus/delivery/no_input",
            "{\"then\":{\"type\":\"forward\",\"to\":\"+4570707071\"}}",
            "E_AUTO_LOOP",
            "/menus/delivery/no_input/then"),
        at(ROOT + "/no_input/then", HANGUP, "W_DEAD_END_HANGUP", ROOT + "/no_input/then"),
        at(SALES + "/action/no_answer", HANGUP, "W_DEAD_END_HANGUP", SALES + "/action/no_answer"),
        at(SALES + "/action/no_answer", null, "W_FORWARD_WITHOUT_FALLBACK", SALES + "/action"),
        at(ROOT + "/greeting/da_DK", "{\"say\":\"x\"}", "E_LOCALE_TAG", ROOT + "/greeting/da_DK"),
        at(ROOT + "/greeting/da-DK", null, "E_LOCALE_DEFAULT_MISSING", ROOT + "/greeting"),
        at(ROOT + "/greeting/en-GB", null, "W_LOCALE_MISSING", ROOT + "/greeting"),
        at(ROOT + "/greeting/sv", "{\"say\":\"x\"}", "W_LOCALE_UNDECLARED", ROOT + "/greeting/sv"),
        at(ROOT + "/greeting/da-DK/say", "\" \"", "E_PROMPT_EMPTY", ROOT + "/greeting/da-DK/say"),
        at(ROOT + "/greeting/da-DK", "{}", "E_PROMPT_EMPTY", ROOT + "/greeting/da-DK"),
        at(
            ROOT + "/reprompt/en-GB/audio_url",
            "\"http://a.test/x\"",
            "E_AUDIO_SCHEME",
            ROOT + "/reprompt/en-GB/audio_url"),
        at(
            ROOT + "/greeting/da-DK/say",
            "\"" + "Tryk 1 2 3 9. " + "x".repeat(280) + "\"",
            "W_GREETING_LONG",
            ROOT + "/greeting/da-DK"),
        at(
            ROOT + "/greeting/da-DK/say",
            "\"For salg, tryk 1. For alt, tryk 2 eller 9.\"",
            "W_GREETING_MISSING_DIGIT",
            ROOT + "/greeting/da-DK"),
        at(
            ROOT + "/greeting/da-DK/say",
            "\"For 1, 2, 3 og 9, tryk 7.\"",
            "W_GREETING_UNKNOWN_DIGIT",
            ROOT + "/greeting/da-DK"),
        at(
            ROOT + "/greeting/en-GB/say",
            "\"Press 1 for sales, 2, 3, 9\"",
            "I_GREETING_ORDER",
            ROOT + "/greeting/en-GB"),
        at(SALES + "/action/to", "\"20 12 34 56\"", "E_FORWARD_FORMAT", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+999123456\"", "E_FORWARD_FORMAT", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+15551234567\"", "W_FORWARD_INVALID", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+4510101010\"", "W_FORWARD_INVALID", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+4520202020\"", "E_FORWARD_SELF", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+4520202021\"", "E_FORWARD_CYCLE", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+4590123456\"", "E_FORWARD_PREMIUM", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+4918012345\"", "W_FORWARD_SHARED_COST", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+4930123456\"", "W_FORWARD_FOREIGN", SALES + "/action/to"),
        at(SALES + "/action/to", "\"+881612345678\"", "W_FORWARD_SATELLITE", SALES + "/action/to"),
        at(SALES + "/action/to", "\"112\"", "E_FORWARD_EMERGENCY", SALES + "/action/to"),
        at(SALES + "/action/to", "\"1812\"", "W_FORWARD_SHORT_NUMBER", SALES + "/action/to"),
        at("/timezone", "\"Europe/Copenhagn\"", "E_TIMEZONE", "/timezone"),
        at("/timezone", null, "E_TIMEZONE", ""),
        at("/hours/weekly/0/to", "\"08:00\"", "E_HOURS_ORDER", "/hours/weekly/0"),
        at("/hours/weekly/1/days", "[\"thu\"]", "W_HOURS_OVERLAP", "/hours/weekly/1"),
        at(
            "/hours",
            "{\"weekly\":[],\"closed\":" + VOICEMAIL + "}",
            "W_HOURS_NEVER_OPEN",
            "/hours/weekly"),
        at(
            "/hours",
            "{\"weekly\":[{\"days\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\",\"sun\"],\"from\":\"00:00\",\"to\":\"24:00\"}],\"closed\":"
                + VOICEMAIL
                + "}",
            "W_HOURS_ALWAYS_OPEN",
            "/hours/weekly"),
        at(
            "/hours/exceptions/0/to_date",
            "\"2026-12-01\"",
            "E_EXCEPTION_RANGE",
            "/hours/exceptions/0"),
        at("/hours/exceptions/0/closed", "false", "E_EXCEPTION_RANGE", "/hours/exceptions/0"),
        at(
            "/hours/exceptions/1/id",
            "\"xmas\"",
            "E_EXCEPTION_ID_DUPLICATE",
            "/hours/exceptions/1/id"),
        at(
            "/hours/exceptions/0",
            "{\"id\":\"old\",\"from_date\":\"2025-12-24\",\"closed\":true}",
            "W_EXCEPTION_PAST",
            "/hours/exceptions/0"),
        at(
            "/hours/exceptions/-",
            "{\"id\":\"b\",\"from_date\":\"2026-11-27\",\"closed\":true}",
            "W_EXCEPTION_OVERLAP",
            "/hours/exceptions/2"),
        at(
            ROOT + "/no_input/then/mailbox",
            "\"attic\"",
            "W_MAILBOX_UNKNOWN",
            ROOT + "/no_input/then/mailbox"),
        at(AI + "/fallback", null, "E_REQUIRED", AI),
        at(
            AI + "/fallback",
            "{\"type\":\"ai_receptionist\",\"fallback\":" + VOICEMAIL + "}",
            "W_AI_WITHOUT_FALLBACK",
            AI + "/fallback"),
        at(
            AI + "/tools/-",
            "{\"name\":\"lookup_order\",\"description\":\"x\"}",
            "E_AI_TOOL_DUPLICATE",
            AI + "/tools/1/name"),
        at(
            AI + "/tools/-",
            "{\"name\":\"refund\",\"description\":\"x\"}",
            "E_AI_TOOL_UNBOUND",
            AI + "/tools/1/name"),
        at(
            AI + "/tools/0/parameters",
            "{\"type\":\"array\"}",
            "E_AI_TOOL_SCHEMA",
            AI + "/tools/0/parameters"),
        at(
            AI + "/handoffs/-",
            "{\"id\":\"human\",\"when\":\"x\",\"action\":" + VOICEMAIL + "}",
            "E_HANDOFF_ID_DUPLICATE",
            AI + "/handoffs/1/id"),
        at(AI + "/limits", null, "W_AI_NO_LIMIT", AI),
        at(AI + "/handoffs", null, "W_AI_NO_HANDOFF", AI),
        at(
            AI + "/prompt/da-DK",
            "\"Brug api_key=abcdef0123456789\"",
            "W_AI_PROMPT_SECRET",
            AI + "/prompt/da-DK"),
        at(AI + "/prompt/da-DK", "\"" + "x ".repeat(8_190) + "\"", "W_AI_TOO_LARGE", AI),
        at(
            ROOT + "/branches/3/action",
            "{\"type\":\"fax\"}",
            "W_UNKNOWN_ACTION",
            ROOT + "/branches/3/action"),
        at(ROOT + "/colour", "1", "W_UNKNOWN_FIELD", ROOT + "/colour"));
  }

  private static Arguments at(String pointer, String value, String code, String found) {
    return Arguments.of(pointer, value, code, found);
  }

  @ParameterizedTest(name = "{2} at {3}")
  @MethodSource("mistakes")
  void findsEveryMistakeAtItsPlace(String pointer, String value, String code, String found) {
    assertThat(IvrValidator.strict(CONTEXT).validate(Golden.shop()).has(code)).isFalse();

    IvrConfig broken = Edit.set(Golden.shop(), pointer, value);
    ValidationReport report = IvrValidator.strict(CONTEXT).validate(broken);

    assertThat(report.issues())
        .filteredOn(issue -> issue.code().equals(code))
        .extracting(ValidationIssue::pointer)
        .contains(found);
    assertThat(report.issues())
        .filteredOn(issue -> issue.code().equals(code))
        .allSatisfy(
            issue -> {
              assertThat(issue.hint()).isNotBlank();
              assertThat(issue.message()).isNotBlank().doesNotContain("+45");
              if (!code.equals("E_DIGIT_PREFIX")) {
                assertThat(issue.severity()).isEqualTo(Rule.valueOf(code).severity());
              }
            });
  }

  @Test
  void everyRuleHasAnExample() {
    Set<String> shown =
        Stream.concat(
                mistakes().map(mistake -> (String) mistake.get()[2]),
                Stream.of(
                    // found by their own tests, here and in IvrConfigTest
                    "E_SYNTAX",
                    "E_TOO_LARGE",
                    "E_DEPTH",
                    "E_DUPLICATE_KEY",
                    "E_TYPE",
                    "E_NO_EXIT",
                    "W_NO_HUMAN",
                    "W_TOO_DEEP",
                    "E_TOO_DEEP",
                    "W_TOO_MANY_OPTIONS",
                    "W_AI_NO_DISCLOSURE",
                    "W_PREVIEW_AI"))
            .collect(Collectors.toSet());

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rule.values()).map(Rule::name).toList());
  }

  @Test
  void severityFollowsTheFirstLetterButForOneInformation() {
    for (Rule rule : Rule.values()) {
      if (rule != Rule.W_PREVIEW_AI) {
        assertThat(rule.name().charAt(0)).isEqualTo(rule.severity().name().charAt(0));
      }
    }
  }

  @Test
  void aMenuThatOnlyLeadsToItselfHasNoExit() {
    IvrMenu trap =
        IvrMenu.builder()
            .greeting("da", "x")
            .branch("1", IvrAction.repeat())
            .noInput(2, IvrAction.repeat())
            .invalid(3, IvrAction.back())
            .build();
    IvrConfig config = IvrConfig.builder().defaultLocale("da").menu("root", trap).build();

    ValidationReport report = IvrValidator.strict().validate(config);

    assertThat(report.has("E_NO_EXIT")).isTrue();
    assertThat(report.has("E_AUTO_LOOP")).isTrue();
    assertThat(report.has("W_NO_HUMAN")).isTrue();
  }

  @Test
  void twoMenusThatTimeOutToEachOtherAreOneLoop() {
    IvrConfigBuilder builder = IvrConfig.builder().defaultLocale("da").entry("a");
    for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}}) {
      builder.menu(
          pair[0],
          IvrMenu.builder()
              .greeting("da", "x")
              .branch("1", IvrAction.voicemail("x"))
              .noInput(2, IvrAction.menu(pair[1]))
              .build());
    }

    assertThat(IvrValidator.strict().validate(builder.build()).errors())
        .extracting(ValidationIssue::toString)
        .containsExactly(
            "ERROR E_AUTO_LOOP at /menus/a: a silent caller comes back here without pressing a key");
  }

  @Test
  void depthIsCountedInMenusAndOptionsInKeys() {
    IvrConfigBuilder builder = IvrConfig.builder().defaultLocale("da").entry("m1");
    for (int i = 1; i <= 9; i++) {
      IvrMenu.Builder menu =
          IvrMenu.builder()
              .greeting("da", "x")
              .branch("1", i == 9 ? IvrAction.voicemail("x") : IvrAction.menu("m" + (i + 1)));
      for (int digit = 2; i == 1 && digit <= 6; digit++) {
        menu.branch(Integer.toString(digit), IvrAction.voicemail("x"));
      }
      builder.menu("m" + i, menu.build());
    }

    ValidationReport report = IvrValidator.strict().validate(builder.build());

    assertThat(report.issues())
        .extracting(ValidationIssue::code)
        .containsExactlyInAnyOrder(
            "E_TOO_DEEP",
            "W_TOO_DEEP",
            "W_TOO_DEEP",
            "W_TOO_DEEP",
            "W_TOO_DEEP",
            "W_TOO_DEEP",
            "W_TOO_DEEP",
            "W_TOO_MANY_OPTIONS");
  }

  @Test
  void theSmallestConfigurationHasNoErrors() {
    IvrConfig config =
        IvrConfig.builder()
            .greeting("da", "For salg, tryk 1. For support, tryk 2. For andet, tryk 3.")
            .branch("1", "Salg", IvrAction.forward("+4570707071", IvrAction.voicemail("sales")))
            .branch("2", "Support", IvrAction.voicemail("support"))
            .branch("3", "Andet", IvrAction.voicemail("other"))
            .build();

    assertThat(IvrValidator.strict().validate(config).issues()).isEmpty();
  }

  @Test
  void theSeedShapeHasNoErrorsAndItsGreetingForgetsAKey() {
    ValidationReport report =
        IvrValidator.strict().validate(IvrConfig.parse(Golden.text("seed.v0.json")));

    assertThat(report.errors()).isEmpty();
    assertThat(report.has("W_GREETING_MISSING_DIGIT")).isTrue();
  }

  @Test
  void theCallPathKnowsNoErrors() {
    IvrConfig broken = Edit.set(Golden.shop(), "/entry", "\"nowhere\"");

    ValidationReport lenient = IvrValidator.lenient().validate(broken);

    assertThat(lenient.isValid()).isTrue();
    assertThat(lenient.has("E_ENTRY_MISSING")).isTrue();
    lenient.throwIfErrors();
  }

  @Test
  void anErrorForbidsSaving() {
    ValidationReport report = IvrValidator.strict().validate(IvrConfig.parse("{"));

    assertThat(report.issues()).hasSize(1);
    assertThatThrownBy(report::throwIfErrors)
        .isInstanceOfSatisfying(
            InvalidIvrConfigException.class, e -> assertThat(e.report()).isSameAs(report))
        .hasMessageStartingWith("IVR configuration has 1 error(s), the first: ERROR E_SYNTAX at /");
    assertThat(report.toJson())
        .startsWith("{\"valid\":false,\"issues\":[{\"code\":\"E_SYNTAX\",\"severity\":\"error\"");
  }

  @Test
  void aPremiumNumberMayBeAllowed() {
    ValidationContext context = ValidationContext.builder().premiumAllowed(true).build();

    assertThat(IvrValidator.strict(context).validate(forwardingTo("+4590123456")).errors())
        .isEmpty();
  }

  @Test
  void anyConfigurationIsCheckedWithoutTrouble() {
    for (long seed = 0; seed < 1_500; seed++) {
      IvrConfig config = IvrConfig.parse(Mutations.text(Golden.text("shop.v1.json"), seed));
      assertThat(IvrValidator.strict(CONTEXT).validate(config).issues())
          .as("seed %d", seed)
          .isNotNull();
    }
  }
}
