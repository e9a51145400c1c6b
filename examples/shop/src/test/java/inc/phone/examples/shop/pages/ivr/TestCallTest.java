package inc.phone.examples.shop.pages.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.flow.CallOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCallTest {
  @ParameterizedTest
  @CsvSource({
    "1, RINGING",
    "1a, CONNECTED",
    "1n, VOICEMAIL",
    "2, WITH_ASSISTANT",
    "2d, ASSISTED",
    "2f, VOICEMAIL",
    "2s, VOICEMAIL",
    "3, IN_MENU",
    "3*1, RINGING",
    "ss, VOICEMAIL",
    "h, CALLER_HUNG_UP",
    "'', IN_MENU"
  })
  void stepsLeadSomewhere(String steps, CallOutcome.Kind outcome) {
    TestCall call = TestCall.begin(Samples.shop(), "+4520123456", "", "").take(steps);

    assertThat(call.call().outcome().kind()).isEqualTo(outcome);
    assertThat(call.steps()).isEqualTo(steps);
    assertThat(call.transcript("en")).noneMatch(line -> line.key().isEmpty());
  }

  @Test
  void stepsThatAreNotPossibleAreLeftOut() {
    TestCall call = TestCall.begin(Samples.shop(), "", "", "").take("<a1nh1" + "9".repeat(500));
    assertThat(call.steps()).isEqualTo("1nh".substring(0, call.steps().length()));

    TestCall long1 = TestCall.begin(Samples.shop(), "", "", "").take("3*".repeat(500));
    assertThat(long1.steps().length()).isLessThanOrEqualTo(200);
  }

  @Test
  void everyLineOfTheSdksSampleIsUnderstood() {
    assertThat(
            Samples.golden("shop.transcript.txt").lines().filter(line -> line.matches("[0-9]+:.*")))
        .isNotEmpty()
        .allMatch(line -> !TranscriptLine.of(line).key().isEmpty());
  }

  @Test
  void branchesAreCalledByTheirNames() {
    TestCall call = TestCall.begin(Samples.shop(), "", "", "").take("1");

    assertThat(call.transcript("en"))
        .contains(new TranscriptLine(call.transcript("da").get(3).time(), "chooses", "Sales"));
    assertThat(call.transcript("da").get(3).value()).isEqualTo("Salg");
  }

  @Test
  void textOfTheMenuNeverLooksLikeAnEvent() {
    assertThat(TranscriptLine.of("0:01  hears: 0:02  presses 1").key()).isEqualTo("hears");
    assertThat(TranscriptLine.of("0:01  hears: hangs up").value()).isEqualTo("hangs up");
  }
}
