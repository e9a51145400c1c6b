package inc.phone.webhooks.signature;

/**
 * Why a request is not authentic: for the operator's log, never for the answer, which is the same
 * for every reason.
 *
 * <p>Ordered by how much a reason tells: where several apply, the later one is reported.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public enum RejectionReason {
  /** The request has no signature, token, id or timestamp where the scheme expects one. */
  MISSING,
  /** Something is there that the scheme cannot read. */
  MALFORMED,
  /** Read, and made with none of the active secrets, or over another body. */
  MISMATCH,
  /** More signatures than are looked at, and none of those that were is right. */
  TOO_MANY_CANDIDATES,
  /** Made with an active secret, but for a time too far ahead of our clock. */
  FUTURE,
  /** Made with an active secret, but too long ago: a replay, or a clock that is wrong. */
  STALE,
  /**
   * Made with an active secret, but over another body. Did a proxy or a framework write the body
   * anew? Hand over the raw bytes.
   */
  BODY_CHANGED;

  RejectionReason orMoreTelling(RejectionReason other) {
    return other.compareTo(this) > 0 ? other : this;
  }
}
