package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.customers.ShopHistory;
import java.util.List;

/** Orders and chats of customers. Immutable. */
final class CustomerHistory implements ShopHistory {
  private final Orders orders;
  private final Chats chats;

  CustomerHistory(Orders orders, Chats chats) {
    this.orders = orders;
    this.chats = chats;
  }

  @Override
  public List<PlacedOrder> orders(String customerId) {
    return orders.of(customerId).stream()
        .map(one -> new PlacedOrder(one.id(), one.status(), one.placedAt(), one.total()))
        .toList();
  }

  @Override
  public List<ChatSession> chats(String customerId) {
    return chats.of(customerId);
  }
}
