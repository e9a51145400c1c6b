package inc.phone.examples.shop.pages.telefon;

import inc.phone.webhooks.QuarantineReplay;
import inc.phone.webhooks.spi.QuarantineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for somebody of the shop. Called from any thread; may block. */
public interface Troubles {
  /** Bodies that could not be read, the newest first. */
  List<QuarantineEntry> quarantine();

  /** Tries all of them again. */
  QuarantineReplay replayQuarantine();

  /** Deliveries that were given up, the newest first. */
  List<ParkedRow> parked();

  /**
   * Has deliveries tried again.
   *
   * @param id which one, or null for all
   * @return how many
   */
  int replayParked(@Nullable String id);

  /** How many there are of all kinds. */
  int count();
}
