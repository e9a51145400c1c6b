package inc.phone.webhooks.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, and where the next part begins.
 *
 * @param items the elements, immutable
 * @param nextCursor what to ask the next page with, opaque; null after the last page
 * @param <T> the element
 * @since 0.1.0
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
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
