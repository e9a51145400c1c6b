package inc.phone.client;

/**
 * What {@link Webhooks#ensure} found or made. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class EnsuredWebhook {
  /** What was done. */
  public enum Outcome {
    /** There was none of this name. */
    CREATED,
    /** There was one with another URL or other events. */
    UPDATED,
    /** There was one that fits. */
    UNCHANGED
  }

  private final Webhook webhook;
  private final Outcome outcome;

  EnsuredWebhook(Webhook webhook, Outcome outcome) {
    this.webhook = webhook;
    this.outcome = outcome;
  }

  /**
   * The subscription as it is now.
   *
   * @return the subscription; {@link Webhook#active()} tells if somebody paused it
   */
  public Webhook webhook() {
    return webhook;
  }

  /**
   * What was done.
   *
   * @return the outcome
   */
  public Outcome outcome() {
    return outcome;
  }

  @Override
  public String toString() {
    return "EnsuredWebhook[" + webhook.id() + ", " + outcome + "]";
  }
}
