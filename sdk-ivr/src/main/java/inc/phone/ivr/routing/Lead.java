package inc.phone.ivr.routing;

import inc.phone.number.E164;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who called a campaign. There is one per campaign and number. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Lead {
  /**
   * Where a lead stands.
   *
   * @since 0.1.0
   */
  public enum Status {
    /** The latest call is under way. */
    CALLING,
    /** The latest call is over. */
    COMPLETED
  }

  private final String campaignId;
  private final E164 number;
  private final Status status;
  private final String lastCallId;
  private final @Nullable Instant lastCallAt;

  /**
   * Makes a lead.
   *
   * @param campaignId the campaign
   * @param number who calls
   * @param status where the latest call stands
   * @param lastCallId the call that began last
   * @param lastCallAt when a call was last hung up, or null if none was yet
   */
  public Lead(
      String campaignId,
      E164 number,
      Status status,
      String lastCallId,
      @Nullable Instant lastCallAt) {
    this.campaignId = Objects.requireNonNull(campaignId, "campaignId");
    this.number = Objects.requireNonNull(number, "number");
    this.status = Objects.requireNonNull(status, "status");
    this.lastCallId = Objects.requireNonNull(lastCallId, "lastCallId");
    this.lastCallAt = lastCallAt;
  }

  /**
   * The campaign.
   *
   * @return its id
   */
  public String campaignId() {
    return campaignId;
  }

  /**
   * Who calls.
   *
   * @return the number
   */
  public E164 number() {
    return number;
  }

  /**
   * What a lead is called until somebody knows better.
   *
   * @return {@code Inbound Caller} and the number
   */
  public String name() {
    return "Inbound Caller " + number;
  }

  /**
   * Where the latest call stands.
   *
   * @return the status
   */
  public Status status() {
    return status;
  }

  /**
   * The call that began last.
   *
   * @return its id
   */
  public String lastCallId() {
    return lastCallId;
  }

  /**
   * When a call was last hung up.
   *
   * @return the moment, in microseconds, or null if none was yet
   */
  public @Nullable Instant lastCallAt() {
    return lastCallAt;
  }

  /** Without the number. */
  @Override
  public String toString() {
    return "Lead[" + campaignId + ", " + status + ", " + lastCallId + "]";
  }
}
