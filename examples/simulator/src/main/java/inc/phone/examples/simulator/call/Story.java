package inc.phone.examples.simulator.call;

/** How the life of a call can go, and how often of twenty times it does. */
enum Story {
  ANSWERED(5),
  ANSWERED_UNRECORDED(1),
  MISSED_WITH_VOICEMAIL(3),
  LOST(2),
  REJECTED(1),
  CLOSED_WITH_VOICEMAIL(1),
  CLOSED(1),
  OUTBOUND_ANSWERED(1),
  OUTBOUND_UNANSWERED(1),
  MENU_WITH_VOICEMAIL(3),
  MENU_ABANDONED(1);

  final int share;

  Story(int share) {
    this.share = share;
  }

  boolean flat() {
    return this == MENU_WITH_VOICEMAIL || this == MENU_ABANDONED;
  }

  boolean outbound() {
    return this == OUTBOUND_ANSWERED || this == OUTBOUND_UNANSWERED;
  }

  boolean closed() {
    return this == CLOSED_WITH_VOICEMAIL || this == CLOSED;
  }

  boolean answered() {
    return this == ANSWERED || this == ANSWERED_UNRECORDED || this == OUTBOUND_ANSWERED;
  }

  boolean voicemail() {
    return this == MISSED_WITH_VOICEMAIL
        || this == CLOSED_WITH_VOICEMAIL
        || this == MENU_WITH_VOICEMAIL;
  }
}
