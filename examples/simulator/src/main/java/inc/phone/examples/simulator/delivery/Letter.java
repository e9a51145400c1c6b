package inc.phone.examples.simulator.delivery;

import inc.phone.examples.simulator.render.CallEvent;

/** One event on its way to one subscription. Its attempts follow one another. */
final class Letter {
  private final String subscriptionId;
  private final CallEvent event;
  private int acknowledgementsToLose;
  private boolean received;

  Letter(String subscriptionId, PlannedSend send) {
    this.subscriptionId = subscriptionId;
    this.event = send.event();
    this.acknowledgementsToLose = send.lostAcknowledgements();
  }

  String subscriptionId() {
    return subscriptionId;
  }

  CallEvent event() {
    return event;
  }

  /** Called once for each 2xx: whether the acknowledgement gets lost. */
  boolean losesAcknowledgement() {
    received = true;
    return acknowledgementsToLose-- > 0;
  }

  /** Whether an attempt reached the receiver. */
  boolean wasReceived() {
    return received;
  }
}
