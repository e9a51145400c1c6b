package inc.phone.examples.simulator.call;

/** What can happen in the life of a call, in the order in which it does. */
public enum MomentType {
  /** The call started. */
  INITIATED("call.initiated", "call_started", true),
  /** It came outside opening hours. */
  OUTSIDE_OPENING_HOURS("call.outside_opening_hours", "outside_opening_hours", true),
  /** The caller chose from the menu; the envelope has no such event. */
  BRANCH_SELECTED("call.initiated", "branch_selected", true),
  /** An employee answered. */
  ANSWERED("call.answered", "call_answered", true),
  /** It is over. Its time is a value of the row, so no retry may carry another one. */
  ENDED("call.ended", "call_ended", false),
  /** It ended without an answer and without a message. */
  LOST("call.lost", "call_lost", true),
  /** A message was recorded. */
  VOICEMAIL("voicemail.new", "voicemail_finished", true),
  /** What was said in the call is known. */
  TRANSCRIBED("call.transcription_done", "call_transcribed", true),
  /** What was said in the message is known. Its time is a value of the row, as above. */
  VOICEMAIL_TRANSCRIBED("voicemail.transcription_done", "voicemail_transcribed", false);

  private final String event;
  private final String flatType;
  private final boolean stampFree;

  MomentType(String event, String flatType, boolean stampFree) {
    this.event = event;
    this.flatType = flatType;
    this.stampFree = stampFree;
  }

  /**
   * The vendor's name, which is also what a subscription must hold to be told of it.
   *
   * @return one of the eight documented event types
   */
  public String event() {
    return event;
  }

  /**
   * The name in the flat format.
   *
   * @return with underscores
   */
  public String flatType() {
    return flatType;
  }

  /**
   * Whether the envelope's timestamp may differ between deliveries without any row differing.
   *
   * @return false for the two whose own time is a column
   */
  public boolean stampFree() {
    return stampFree;
  }
}
