package inc.phone.examples.shop.pages.telefon;

import org.jspecify.annotations.Nullable;

/** Gives a call a customer by hand. Called from any thread; may block. */
@FunctionalInterface
public interface Assignment {
  /**
   * Assigns.
   *
   * @param callId which call
   * @param customerId whose it is, or null for nobody's
   * @return whether there is such a call
   */
  boolean assign(String callId, @Nullable String customerId);
}
