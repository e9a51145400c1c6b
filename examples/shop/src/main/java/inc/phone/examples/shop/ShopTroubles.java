package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.telefon.Troubles;
import inc.phone.webhooks.QuarantineReplay;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import java.util.List;

/** What waits for somebody of the shop. Thread-safe. */
final class ShopTroubles implements Troubles {
  private final Quarantine quarantine;
  private final String source;
  private final WebhookReceiver receiver;

  ShopTroubles(Quarantine quarantine, String source, WebhookReceiver receiver) {
    this.quarantine = quarantine;
    this.source = source;
    this.receiver = receiver;
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
  public int count() {
    return quarantine().size();
  }
}
