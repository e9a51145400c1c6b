package inc.phone.webhooks.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where authentic bodies wait that could not be read or that the store refused.
 *
 * <p>Called from the threads that receive, and by a replay from its caller's thread; several
 * threads at once. May block. Extend {@code QuarantineContractTest}.
 *
 * @since 0.1.0
 */
public interface Quarantine {
  /**
   * Keeps a body, once: another one of the same source and digest changes nothing.
   *
   * @param body the body
   * @throws OutcomeUnknownException if it could not be made durable; any other exception is treated
   *     the same way, and the sender is answered 503
   */
  void put(QuarantinedBody body);

  /**
   * Lists what is there, without the bytes, page by page.
   *
   * @param source the tenant or workspace
   * @param after the last entry of the page before, which need not be there any more, or null for
   *     the first page; only its time of receipt and its digest count
   * @param limit how many at most
   * @return the newest first, by time of receipt, then digest
   */
  List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit);

  /**
   * Lists the newest.
   *
   * @param source the tenant or workspace
   * @param limit how many at most
   * @return the newest first, by time of receipt, then digest
   */
  default List<QuarantineEntry> list(String source, int limit) {
    return list(source, null, limit);
  }

  /**
   * Finds one body.
   *
   * @param source the tenant or workspace
   * @param sha256 its digest
   * @return the body, or empty if it is not there
   */
  Optional<QuarantinedBody> find(String source, String sha256);

  /**
   * Forgets a body, after it was replayed.
   *
   * @param source the tenant or workspace
   * @param sha256 its digest
   * @return whether it was there
   */
  boolean remove(String source, String sha256);
}
