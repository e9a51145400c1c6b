package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.telefon.ParkedRow;
import inc.phone.examples.shop.pages.telefon.Troubles;
import inc.phone.model.EventType;
import inc.phone.webhooks.QuarantineReplay;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for somebody of the shop. Thread-safe. */
final class ShopTroubles implements Troubles {
  private final Quarantine quarantine;
  private final String source;
  private final WebhookReceiver receiver;
  private final ParkedDeliveries parked;

  ShopTroubles(
      Quarantine quarantine, String source, WebhookReceiver receiver, ParkedDeliveries parked) {
    this.quarantine = quarantine;
    this.source = source;
    this.receiver = receiver;
    this.parked = parked;
  }

  @Override
  public List<QuarantineEntry> quarantine() {
    return quarantine.list(source, CallQueries.MAX_LIMIT);
  }

  @Override
  public QuarantineReplay replayQuarantine() {
    return receiver.replayQuarantine();
  }

  @Override
  public List<ParkedRow> parked() {
    return parked.list(null, CallQueries.MAX_LIMIT, null).items().stream()
        .map(ShopTroubles::row)
        .toList();
  }

  @Override
  public int replayParked(@Nullable String id) {
    return id == null ? parked.replayAll().replayed() : parked.replay(List.of(id)).replayed();
  }

  @Override
  public int count() {
    return quarantine().size() + parked().size();
  }

  private static ParkedRow row(ParkedDelivery one) {
    EventType type = one.type();
    return new ParkedRow(
        ParkedDeliveries.id(one),
        one.listener(),
        one.key().isCall() ? one.key().callId() : null,
        type == null ? null : type.value(),
        one.occurredAt(),
        one.parkedAt(),
        one.attempts(),
        one.failure());
  }
}
