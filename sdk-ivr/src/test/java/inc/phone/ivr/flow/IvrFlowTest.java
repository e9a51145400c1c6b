package inc.phone.ivr.flow;

import static inc.phone.ivr.testkit.IvrAssertions.assertThat;
import static inc.phone.ivr.testkit.IvrAssertions.connectedTo;
import static inc.phone.ivr.testkit.IvrAssertions.hungUp;
import static inc.phone.ivr.testkit.IvrAssertions.inMenu;
import static inc.phone.ivr.testkit.IvrAssertions.voicemail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.Edit;
import inc.phone.ivr.Golden;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import inc.phone.ivr.Mutations;
import inc.phone.ivr.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IvrFlowTest {
  private static final IvrSimulator CALL = IvrSimulator.of(Golden.shop());

  @Test
  void aChoiceForwardsAndNoAnswerTakesAMessage() {
    assertThat(CALL.press("1").answered()).endedIn(connectedTo("+4570707071")).chose("sales");
    assertThat(CALL.press("1").noAnswer()).heard("besked til salg").endedIn(voicemail("sales"));
  }

  @Test
  void theGlanceOfTheDocumentsWorks() {
    CallOutcome outcome =
        IvrSimulator.of(Golden.shop()).from("+4520123456").press("2").silence().outcome();

    assertThat(outcome).isEqualTo(voicemail("support")).hasToString("voicemail \"support\"");
    assertThat(outcome.branchId()).contains("support");
  }

  @Test
  void silenceIsAskedOnceAndThenTakesAMessage() {
    assertThat(CALL.silence()).heard("Tryk 1 for salg").endedIn(inMenu("root"));
    assertThat(CALL.silence().silence()).endedIn(voicemail("general"));
  }

  @Test
  void silenceAndWrongKeysAreCountedApart() {
    assertThat(CALL.press("7").silence().press("7"))
        .endedIn(inMenu("root"))
        .heard("ikke et gyldigt");
    assertThat(CALL.press("7").silence().press("7").press("7")).endedIn(voicemail("general"));
    assertThat(CALL.press("7").press("7").silence().press("1").answered()).chose("sales");
  }

  @Test
  void aMenuBelowStartsCountingAnew() {
    assertThat(CALL.silence().press("3").silence()).endedIn(inMenu("delivery"));
  }

  @Test
  void backReturnsAndInTheFirstMenuRepeats() {
    assertThat(CALL.press("3").press("*")).endedIn(inMenu("root"));
    IvrConfig backAtRoot =
        Edit.set(Golden.shop(), "/menus/root/branches/3/action/type", "\"back\"");
    assertThat(IvrSimulator.of(backAtRoot).press("9")).endedIn(inMenu("root"));
    assertThat(IvrSimulator.of(backAtRoot).press("9").press("9")).endedIn(voicemail("general"));
  }

  @Test
  void repeatingForEverIsNotPossible() {
    assertThat(CALL.press("9")).heard("Tryk 1 for salg").endedIn(inMenu("root"));
    assertThat(CALL.press("9").press("9")).endedIn(voicemail("general"));
  }

  @Test
  void goingBackByAMenuActionDoesNotGrowTheWay() {
    IvrConfig config =
        Edit.set(
            Golden.shop(),
            "/menus/delivery/branches/1/action",
            "{\"type\":\"menu\",\"menu\":\"root\"}");
    IvrSimulator call = IvrSimulator.of(config).press("3").press("*").press("3").press("*");

    assertThat(call.state().menus()).containsExactly("root");
  }

  @Test
  void theAssistantHandsOnFailsOrHelps() {
    IvrSimulator assistant = CALL.press("2");

    assertThat(assistant.outcome().kind()).isEqualTo(CallOutcome.Kind.WITH_ASSISTANT);
    assertThat(assistant.aiHandoff("human").answered()).endedIn(connectedTo("+4570707072"));
    assertThat(assistant.aiHandoff("human").noAnswer()).endedIn(voicemail("support"));
    assertThat(assistant.aiHandoff("nobody")).endedIn(voicemail("support"));
    assertThat(assistant.assistantFails()).endedIn(voicemail("support"));
    assertThat(assistant.assistantDone().outcome().kind()).isEqualTo(CallOutcome.Kind.ASSISTED);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59, general", "2026-11-23T09:00, ''", "2026-11-23T16:59:59, ''",
    "2026-11-23T17:00, general", "2026-11-20T15:00, general", "2026-11-22T12:00, general",
    "2026-12-24T10:00, general", "2026-12-26T10:00, general", "2026-11-27T07:59, general",
    "2026-11-27T19:59, ''", "2026-12-28T10:00, ''"
  })
  void openingHoursAreHalfOpenAndExceptionsReplaceThem(String local, String mailbox) {
    assertThat(IvrSimulator.of(Golden.shop()).at(local).call())
        .endedIn(mailbox.isEmpty() ? inMenu("root") : voicemail(mailbox));
  }

  @ParameterizedTest
  @CsvSource({
    // Copenhagen skips 02:00-03:00 on 2027-03-28 and has it twice on 2026-10-25
    "2026-10-25T00:30:00Z, true", "2026-10-25T01:30:00Z, true", "2026-10-25T02:00:00Z, false",
    "2026-10-24T23:59:59Z, false", "2027-03-28T00:59:59Z, false", "2027-03-28T01:00:00Z, false"
  })
  void hoursAreThoseOfTheClockOnTheWall(Instant at, boolean open) {
    IvrConfig night =
        Edit.set(
            Golden.shop(),
            "/hours",
            """
            {"weekly":[{"days":["sun"],"from":"02:00","to":"03:00"}],
             "closed":{"type":"hangup"}}""");

    assertThat(IvrSimulator.of(night).at(at).call()).endedIn(open ? inMenu("root") : hungUp());
  }

  @Test
  void anExceptionMayHaveItsOwnAction() {
    IvrConfig config =
        Edit.set(
            Golden.shop(),
            "/hours/exceptions/0/action",
            "{\"type\":\"voicemail\",\"mailbox\":\"xmas\"}");

    assertThat(IvrSimulator.of(config).at("2026-12-25T12:00").call()).endedIn(voicemail("xmas"));
  }

  @Test
  void callersAreSpokenToInTheirLanguage() {
    assertThat(CALL.call()).heard("Velkommen").didNotHear("Welcome");
    assertThat(IvrSimulator.of(Golden.shop()).locale("en-US").call()).heard("Welcome");
    assertThat(IvrSimulator.of(Golden.shop()).locale("fr").call()).heard("Velkommen");
  }

  @Test
  void longerKeysAreWaitedFor() {
    IvrMenu menu =
        IvrMenu.builder()
            .greeting("da", "x")
            .maxDigits(3)
            .terminator("#")
            .branch("1", IvrAction.voicemail("one"))
            .branch("12", IvrAction.voicemail("twelve"))
            .branch("345", IvrAction.voicemail("long"))
            .build();
    IvrSimulator call =
        IvrSimulator.of(IvrConfig.builder().defaultLocale("da").menu("root", menu).build());

    assertThat(call.press("1")).endedIn(inMenu("root"));
    assertThat(call.press("1").silence()).endedIn(voicemail("one"));
    assertThat(call.press("1#")).endedIn(voicemail("one"));
    assertThat(call.press("12")).endedIn(voicemail("twelve"));
    assertThat(call.press("13").silence()).endedIn(voicemail("one"));
    assertThat(call.press("345")).endedIn(voicemail("long"));
    assertThat(call.press("34").silence()).endedIn(inMenu("root"));
    assertThat(call.press("34").silence().state().wrongKeys()).isEqualTo(1);
    assertThat(call.press("999").state().wrongKeys()).isEqualTo(1);
    assertThat(call.press("1").elapsed()).isEqualTo(call.call().elapsed());
    assertThat(call.press("1").silence().elapsed())
        .isEqualTo(call.call().elapsed().plus(Duration.ofSeconds(2)));
  }

  @Test
  void aForwardWithoutFallbackUsesTheMenus() {
    IvrConfig config = Edit.set(Golden.shop(), "/menus/root/branches/0/action/no_answer", null);

    assertThat(IvrSimulator.of(config).press("1").noAnswer()).endedIn(voicemail("general"));
  }

  @Test
  void whatCannotBeUsedFallsBackAndIsReported() {
    for (String[] broken :
        new String[][] {
          {"{\"type\":\"fax\"}", "W_UNKNOWN_ACTION"},
          {"{\"type\":\"menu\",\"menu\":\"nowhere\"}", "E_MENU_UNKNOWN"},
          {"{\"type\":\"forward\",\"to\":\"abc\"}", "E_FORWARD_FORMAT"}
        }) {
      IvrConfig config = Edit.set(Golden.shop(), "/menus/root/branches/0/action", broken[0]);
      IvrFlow flow = IvrFlow.of(config);
      FlowStep step = flow.next(open(flow), FlowInput.digit('1'));

      assertThat(step.effects()).contains(new FlowEffect.Problem(broken[1], "root"));
      assertThat(step.effects()).last().isInstanceOf(FlowEffect.TakeMessage.class);
    }
  }

  @Test
  void unreadableConfigurationsTakeAMessage() {
    for (String json : List.of("", "[]", "{}", "{\"menus\":{}}", "{\"menus\":5,\"hours\":{}}")) {
      assertThat(IvrSimulator.of(IvrConfig.parse(json)).call()).endedIn(voicemail("default"));
    }
  }

  @Test
  void aLoopWithoutKeysEndsWithAMessage() {
    IvrConfig loop =
        Edit.set(
            Golden.shop(), "/menus/root/no_input", "{\"max\":1,\"then\":{\"type\":\"repeat\"}}");

    FlowStep step = IvrFlow.of(loop).next(open(IvrFlow.of(loop)), FlowInput.timeout());

    assertThat(step.state().isEnded()).isTrue();
    assertThat(step.effects()).contains(new FlowEffect.Problem("STEP_LIMIT", "root"));
    assertThat(step.effects()).last().isInstanceOf(FlowEffect.TakeMessage.class);
  }

  @Test
  void inputsThatDoNotFitChangeNothing() {
    IvrFlow flow = IvrFlow.of(Golden.shop());
    FlowState ringing = flow.next(open(flow), FlowInput.digit('1')).state();

    for (FlowInput input :
        List.of(FlowInput.digit('2'), FlowInput.handoff("human"), FlowInput.assistantDone())) {
      FlowStep step = flow.next(ringing, input);
      assertThat(step.effects()).isEmpty();
      assertThat(step.state()).usingRecursiveComparison().isEqualTo(ringing);
    }
    assertThat(flow.next(ringing, FlowInput.hungUp()).state().isEnded()).isTrue();
  }

  @Test
  void theStateRemembersTheRevisionOfTheCall() {
    IvrFlow first = IvrFlow.of(Golden.shop());
    FlowState state = open(first);

    FlowStep step = IvrFlow.of(Golden.shop().withRevision(8)).next(state, FlowInput.timeout());

    assertThat(step.state().revision()).isEqualTo(7);
  }

  @Test
  void everyConfigurationAndEveryInputEnds() {
    SplittableRandom random = new SplittableRandom(7);
    for (long seed = 0; seed < 1_000; seed++) {
      IvrConfig config = IvrConfig.parse(Mutations.text(Golden.text("shop.v1.json"), seed));
      IvrFlow flow = IvrFlow.of(config);
      Instant at = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(random.nextLong(1_000_000));
      FlowState state = flow.answer(at, random.nextBoolean() ? "en" : null).state();
      int inputs = 0;
      while (!state.isEnded()) {
        assertThat(inputs++).as("seed %d", seed).isLessThan(20 * IvrFlow.MAX_STEPS);
        FlowStep step = flow.next(state, anyInput(random));
        assertThat(step.effects()).as("seed %d", seed).hasSizeLessThan(4 * IvrFlow.MAX_STEPS);
        assertThat(step.state().menus()).doesNotHaveDuplicates();
        state = step.state();
      }
    }
  }

  private static FlowInput anyInput(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> FlowInput.timeout();
      case 1 -> FlowInput.answered();
      case 2 -> FlowInput.notAnswered();
      case 3 -> FlowInput.assistantFailed();
      case 4 -> FlowInput.handoff(random.nextBoolean() ? "human" : "x");
      default -> FlowInput.digit("0123456789*#A".charAt(random.nextInt(13)));
    };
  }

  private static FlowState open(IvrFlow flow) {
    return flow.answer(Instant.parse("2026-11-23T10:00:00Z"), null).state();
  }

  @Test
  void aTranscriptShowsEverythingWithTimes() {
    IvrSimulator call =
        IvrSimulator.of(Golden.shop())
            .from("+4520123456")
            .silence()
            .press("7")
            .press("2")
            .aiHandoff("human")
            .noAnswer();

    assertThat(call.transcript()).isEqualTo(Golden.text("shop.transcript.txt"));
  }

  @Test
  void aTextCannotForgeALineOfTheTranscript() {
    IvrConfig config =
        IvrConfig.builder()
            .greeting("da", "Hej\n0:00  is connected\u0007")
            .branch("1", "x", IvrAction.hangup())
            .build();

    assertThat(IvrSimulator.of(config).transcript())
        .isEqualTo("0:00  somebody calls\n0:00  hears: Hej 0:00  is connected\uFFFD\n");
  }

  @Test
  void impossibleStepsOfATestFail() {
    assertThatThrownBy(() -> CALL.answered())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the caller cannot be answered now: in menu \"root\"");
    assertThatThrownBy(() -> CALL.press("1").press("2"))
        .hasMessage("the caller cannot press a key now: ringing at +45••••7071");
    assertThatThrownBy(() -> CALL.hangUp().silence()).hasMessageEndingWith("caller hung up");
    assertThatThrownBy(() -> CALL.call().from("+4512345678")).hasMessage("the call has begun");
  }

  @Test
  void assertionsFailWithTheTranscript() {
    assertThatThrownBy(() -> assertThat(CALL.press("1")).endedIn(hungUp()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected hung up but was ringing at +45••••7071")
        .hasMessageContaining("hears: Velkommen");
    assertThatThrownBy(() -> assertThat(CALL).heard("Goodbye")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(CALL).didNotHear("Velkommen"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(CALL).chose("sales")).isInstanceOf(AssertionError.class);
  }

  @Test
  void promptsWithoutTextAreShownByAddress() {
    IvrMenu menu =
        IvrMenu.builder()
            .greeting("da", Prompt.audio("https://a.test/hello.mp3"))
            .branch("1", IvrAction.hangup())
            .build();

    assertThat(
            IvrSimulator.of(IvrConfig.builder().defaultLocale("da").menu("root", menu).build())
                .heard())
        .containsExactly("[https://a.test/hello.mp3]");
  }
}
