package inc.phone.webhooks.call;

import java.util.Locale;

/**
 * Whether the other end of a call is a known customer.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public enum MatchStatus {
  /** The number belongs to a customer. */
  MATCHED,
  /** The number belongs to nobody known. */
  UNMATCHED,
  /** Somebody assigned the customer by hand; nothing automatic changes that. */
  MANUAL,
  /** There is no number to look up: withheld, a SIP address, an extension, unreadable. */
  NO_CALLER_ID,
  /** There is a number and it has not been looked up yet. */
  PENDING;

  /**
   * The word for JSON and columns.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
