package inc.phone.ivr.flow;

import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.Prompt;
import java.time.Duration;
import java.util.Optional;

/**
 * What the host does next, in order. Immutable and thread-safe.
 *
 * <p>Later versions may have more effects; hosts handle those they know with {@link #accept}.
 *
 * @since 0.1.0
 */
public sealed interface FlowEffect {
  /**
   * Calls the handler's method for this effect.
   *
   * @param handler who does it
   */
  void accept(FlowHandler handler);

  /**
   * Say or play something.
   *
   * @param prompt what, already in the caller's language
   * @since 0.1.0
   */
  record Say(Prompt prompt) implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.say(this);
    }
  }

  /**
   * Wait for one key. Then tell the flow {@link FlowInput#digit} or {@link FlowInput#timeout}.
   *
   * @param timeout how long to wait after the prompts
   * @param bargeIn whether a key pressed during the prompts counts
   * @since 0.1.0
   */
  record Listen(Duration timeout, boolean bargeIn) implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.listen(this);
    }
  }

  /**
   * The caller chose a branch. Write its id down with the revision of the configuration.
   *
   * @param menu the menu
   * @param branchId the stable id
   * @param digit the keys
   * @since 0.1.0
   */
  record BranchChosen(String menu, String branchId, String digit) implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.branchChosen(this);
    }
  }

  /**
   * Call a number. Then tell the flow {@link FlowInput#answered} or {@link FlowInput#notAnswered}.
   *
   * @param to the number in E.164 form
   * @param ringTimeout how long it may ring
   * @param showsMainNumber whether the called person sees the main number instead of the caller's
   * @since 0.1.0
   */
  record Forward(String to, Duration ringTimeout, boolean showsMainNumber) implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.forward(this);
    }

    /** Without the number. */
    @Override
    public String toString() {
      return "Forward[ringTimeout=" + ringTimeout + "]";
    }
  }

  /**
   * Take a message; the flow ends here.
   *
   * @param mailbox where it is kept
   * @param greeting what the caller hears first; empty for the host's own greeting
   * @param maxLength how long it may be
   * @param transcribe whether it is to be written down
   * @since 0.1.0
   */
  record TakeMessage(
      String mailbox, Optional<Prompt> greeting, Duration maxLength, boolean transcribe)
      implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.takeMessage(this);
    }
  }

  /**
   * Hand the caller to an assistant. Then tell the flow {@link FlowInput#assistantDone}, {@link
   * FlowInput#assistantFailed} or {@link FlowInput#handoff}.
   *
   * @param action what the assistant is told and may do
   * @param locale the caller's language
   * @since 0.1.0
   */
  record Assistant(AiReceptionistAction action, String locale) implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.assistant(this);
    }
  }

  /**
   * End the call.
   *
   * @since 0.1.0
   */
  record HangUp() implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.hangUp(this);
    }
  }

  /**
   * Nothing to do: something in the configuration could not be used, and the caller got a fallback.
   * Worth a line in the log.
   *
   * @param code a code as {@link inc.phone.ivr.ValidationIssue#code()} has it, or {@code
   *     STEP_LIMIT}
   * @param menu where the caller was, empty before the first menu
   * @since 0.1.0
   */
  record Problem(String code, String menu) implements FlowEffect {
    @Override
    public void accept(FlowHandler handler) {
      handler.problem(this);
    }
  }
}
