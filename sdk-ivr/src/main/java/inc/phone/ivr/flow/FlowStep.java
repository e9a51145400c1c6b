package inc.phone.ivr.flow;

import java.util.List;

/**
 * One step of a flow: what to do, and where the call is then.
 *
 * @param state the state to go on from
 * @param effects what the host does now, in order; often several
 * @since 0.1.0
 */
public record FlowStep(FlowState state, List<FlowEffect> effects) {
  /**
   * Copies the list.
   *
   * @param state the state to go on from
   * @param effects what the host does now
   */
  public FlowStep {
    effects = List.copyOf(effects);
  }
}
