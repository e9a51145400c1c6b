package inc.phone.ivr.routing;

/**
 * What is done for a call.
 *
 * @since 0.1.0
 */
public enum RoutingStep {
  /** {@link NumberDirectory#find}. */
  DIRECTORY,
  /** {@link LeadRegistry#calling}. */
  LEAD,
  /** {@link CallJournal#ringing}. */
  JOURNAL,
  /** {@link LeadRegistry#hungUp}. */
  LEAD_HANG_UP,
  /** {@link CallJournal#completed}. */
  JOURNAL_HANG_UP
}
