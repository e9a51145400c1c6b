package inc.phone.examples.simulator.delivery;

import inc.phone.examples.simulator.render.CallEvent;
import java.time.Duration;

/**
 * That an event is to be sent.
 *
 * @param at when, from the beginning of the play
 * @param kind the event itself, a copy, or somebody's forgery
 * @param event which event
 * @param lostAcknowledgements how many of the acknowledgements will not arrive
 * @param copy which of several copies or forms of forgery
 */
record PlannedSend(Duration at, Kind kind, CallEvent event, int lostAcknowledgements, int copy) {
  enum Kind {
    EVENT,
    DUPLICATE,
    FORGERY
  }
}
