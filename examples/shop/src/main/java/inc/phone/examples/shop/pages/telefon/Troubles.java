package inc.phone.examples.shop.pages.telefon;

import inc.phone.webhooks.QuarantineReplay;
import inc.phone.webhooks.spi.QuarantineEntry;
import java.util.List;

/** What waits for somebody of the shop. Called from any thread; may block. */
public interface Troubles {
  /** Bodies that could not be read, the newest first. */
  List<QuarantineEntry> quarantine();

  /** Tries all of them again. */
  QuarantineReplay replayQuarantine();

  /** How many there are of all kinds. */
  int count();
}
