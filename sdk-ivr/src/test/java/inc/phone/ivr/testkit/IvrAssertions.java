package inc.phone.ivr.testkit;

import inc.phone.ivr.flow.CallOutcome;
import inc.phone.ivr.flow.IvrSimulator;

/** Entry points of the assertions, and outcomes to compare with. */
public final class IvrAssertions {
  private IvrAssertions() {}

  /**
   * Asserts on a simulated call.
   *
   * @param call the call
   * @return assertions
   */
  public static SimulatedCallAssert assertThat(IvrSimulator call) {
    return new SimulatedCallAssert(call);
  }

  /**
   * A message was left.
   *
   * @param mailbox where
   * @return the outcome
   */
  public static CallOutcome voicemail(String mailbox) {
    return CallOutcome.of(CallOutcome.Kind.VOICEMAIL, mailbox);
  }

  /**
   * A person answered.
   *
   * @param number in E.164 form
   * @return the outcome
   */
  public static CallOutcome connectedTo(String number) {
    return CallOutcome.of(CallOutcome.Kind.CONNECTED, number);
  }

  /**
   * The caller is choosing.
   *
   * @param menu the menu
   * @return the outcome
   */
  public static CallOutcome inMenu(String menu) {
    return CallOutcome.of(CallOutcome.Kind.IN_MENU, menu);
  }

  /**
   * The menu hung up.
   *
   * @return the outcome
   */
  public static CallOutcome hungUp() {
    return CallOutcome.of(CallOutcome.Kind.HUNG_UP, "");
  }
}
