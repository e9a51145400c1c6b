package inc.phone.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where recent calls and voicemails can be listed, to find out what webhooks missed.
 *
 * <p>{@code PhoneIncClient.recentCalls()} is one. A host that keeps the vendor's answers elsewhere,
 * or asks through a client of its own, implements it; no HTTP is in its signatures.
 *
 * <p>Called by {@code CallReconciler.run} on the thread that called it, page after page; may block.
 * Whatever it throws ends that run, is given to the caller in the run's report, and is not retried:
 * what the pages before it held is kept.
 *
 * @since 0.1.0
 */
public interface CallSource {
  /**
   * Calls that began at a time or later.
   *
   * @param since the time; listing earlier calls too does no harm
   * @param cursor {@code nextCursor} of the page before, or null for the first page
   * @return a page, in any order, each call as it is known now; a call that is left out although it
   *     began since then stays missed
   */
  Page<Call> calls(Instant since, @Nullable String cursor);

  /**
   * Voicemails that were recorded at a time or later.
   *
   * @param since the time; listing earlier voicemails too does no harm
   * @param cursor {@code nextCursor} of the page before, or null for the first page
   * @return a page, in any order, each voicemail as it is known now
   */
  Page<Voicemail> voicemails(Instant since, @Nullable String cursor);

  /**
   * A part of a list, and where the next part begins.
   *
   * @param items the elements, immutable
   * @param nextCursor what to ask the next page with, opaque; null after the last page
   * @param <T> the element
   * @since 0.1.0
   */
  record Page<T>(List<T> items, @Nullable String nextCursor) {
    /**
     * Copies the list.
     *
     * @param items see the record
     * @param nextCursor see the record
     */
    public Page {
      items = List.copyOf(items);
    }
  }
}
