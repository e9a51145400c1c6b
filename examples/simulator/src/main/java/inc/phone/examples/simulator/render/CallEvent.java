package inc.phone.examples.simulator.render;

import inc.phone.examples.simulator.call.Moment;
import inc.phone.examples.simulator.call.MomentType;
import inc.phone.examples.simulator.call.SimulatedCall;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One moment of one call, to be told as one event.
 *
 * @param call the call
 * @param callNumber its number in the script
 * @param index which of its moments, from 0
 */
public record CallEvent(SimulatedCall call, int callNumber, int index) {
  /**
   * What happened.
   *
   * @return the moment
   */
  public Moment moment() {
    return call.moments().get(index);
  }

  /**
   * How many moments of the call are still to come.
   *
   * @return 0 for the last
   */
  public int remaining() {
    return call.moments().size() - 1 - index;
  }

  /** Everything that had happened when this did and, counted in moments, a while later. */
  Set<MomentType> happened(int momentsLater) {
    List<Moment> moments = call.moments();
    int end = Math.min(index + momentsLater, moments.size() - 1);
    Set<MomentType> types = EnumSet.noneOf(MomentType.class);
    moments.subList(0, end + 1).forEach(moment -> types.add(moment.type()));
    return types;
  }
}
