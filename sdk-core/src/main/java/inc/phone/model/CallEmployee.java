package inc.phone.model;

import org.jspecify.annotations.Nullable;

/**
 * An employee who handled a call, as the call names them. Immutable and thread-safe.
 *
 * @param id the employee's public identifier, opaque, or null; documented by example
 * @param name the display name, or null; documented by example
 * @since 0.1.0
 */
public record CallEmployee(@Nullable String id, @Nullable String name) {
  /** Shows the id only. */
  @Override
  public String toString() {
    return "CallEmployee[" + id + "]";
  }
}
