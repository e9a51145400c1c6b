package inc.phone.webhooks.spi;

/**
 * What became of one change.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public enum CommitResult {
  /** The change is durable. */
  WRITTEN,
  /** Somebody else wrote the call first; nothing of the change was written. */
  STALE,
  /**
   * The store cannot keep this content and never will, for instance because a text is too long for
   * a column. Never to be used for trouble of the store itself. Nothing of the change was written.
   */
  REFUSED
}
