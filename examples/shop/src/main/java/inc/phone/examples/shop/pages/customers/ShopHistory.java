package inc.phone.examples.shop.pages.customers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop knows of its customers besides calls. Called from any thread; may block. */
public interface ShopHistory {
  /**
   * An order.
   *
   * @param id its number
   * @param status the shop's word
   * @param placedAt when, or null if nobody knows
   * @param total what it costs, as it is written, or null
   */
  record PlacedOrder(
      String id, String status, @Nullable Instant placedAt, @Nullable String total) {}

  /**
   * A chat.
   *
   * @param id its id
   * @param startedAt when it began
   * @param topic what it was about
   * @param messages how many messages it has
   */
  record ChatSession(String id, Instant startedAt, String topic, int messages) {}

  /** The orders of a customer, in no order. */
  List<PlacedOrder> orders(String customerId);

  /** The chats of a customer, in no order. */
  List<ChatSession> chats(String customerId);
}
