package inc.phone.examples.shop.pages.telefon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call log.
 *
 * @param rows one page of it
 * @param query what was asked for
 * @param next the query of the next page, or null after the last
 * @param mark changes when a row does
 * @param troubles how many bodies and deliveries wait for somebody
 */
public record CallsView(
    List<CallRow> rows, Query query, @Nullable String next, String mark, int troubles) {

  /** Where the rows are asked for again; the first page only, as the others stand still. */
  public @Nullable String refresh() {
    String filter = query.at(null);
    return query.isFirstPage()
        ? "/admin/telefon/rows" + (filter.isEmpty() ? "?" : filter + "&") + "mark=" + mark
        : null;
  }
}
