package inc.phone.ivr.testkit;

import inc.phone.ivr.flow.CallOutcome;
import inc.phone.ivr.flow.IvrSimulator;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a simulated call. Failures show the transcript. */
public final class SimulatedCallAssert extends AbstractAssert<SimulatedCallAssert, IvrSimulator> {
  SimulatedCallAssert(IvrSimulator call) {
    super(call, SimulatedCallAssert.class);
  }

  /**
   * The caller heard a text.
   *
   * @param part of what was said
   * @return this
   */
  public SimulatedCallAssert heard(String part) {
    isNotNull();
    if (actual.heard().stream().noneMatch(text -> text.contains(part))) {
      failWithMessage("Expected the caller to hear <%s> but:%n%s", part, actual.transcript());
    }
    return this;
  }

  /**
   * The caller did not hear a text.
   *
   * @param part of what must not be said
   * @return this
   */
  public SimulatedCallAssert didNotHear(String part) {
    isNotNull();
    if (actual.heard().stream().anyMatch(text -> text.contains(part))) {
      failWithMessage("Expected the caller not to hear <%s> but:%n%s", part, actual.transcript());
    }
    return this;
  }

  /**
   * The call stands or ended there.
   *
   * @param outcome for example {@link IvrAssertions#voicemail}
   * @return this
   */
  public SimulatedCallAssert endedIn(CallOutcome outcome) {
    isNotNull();
    if (!actual.outcome().equals(outcome)) {
      failWithMessage(
          "Expected %s but was %s:%n%s", outcome, actual.outcome(), actual.transcript());
    }
    return this;
  }

  /**
   * The caller chose this branch last.
   *
   * @param branchId the stable id
   * @return this
   */
  public SimulatedCallAssert chose(String branchId) {
    isNotNull();
    if (!actual.state().branchId().equals(Optional.of(branchId))) {
      failWithMessage(
          "Expected branch <%s> but was %s:%n%s",
          branchId, actual.state().branchId(), actual.transcript());
    }
    return this;
  }
}
