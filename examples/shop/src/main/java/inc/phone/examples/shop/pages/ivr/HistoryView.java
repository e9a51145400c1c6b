package inc.phone.examples.shop.pages.ivr;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the menu was before.
 *
 * @param revisions the newest first
 * @param from the older revision that is compared
 * @param to the newer one
 * @param changes what is different between them, or null if one is not kept any more
 */
public record HistoryView(
    List<Entry> revisions, long from, long to, @Nullable List<Change> changes) {

  /** The latest revision, 0 if nothing was ever saved. */
  public long current() {
    return revisions.isEmpty() ? 0 : revisions.get(0).revision();
  }

  /**
   * A revision.
   *
   * @param revision its number
   * @param at when it was saved
   * @param who whose session saved it, or null if nobody noted it
   */
  public record Entry(long revision, Instant at, @Nullable String who) {}
}
