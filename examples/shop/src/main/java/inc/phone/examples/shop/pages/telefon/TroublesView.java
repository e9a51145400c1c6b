package inc.phone.examples.shop.pages.telefon;

import inc.phone.webhooks.spi.QuarantineEntry;
import java.util.List;

/**
 * What waits for somebody.
 *
 * @param quarantine bodies that could not be read, the newest first
 * @param parked deliveries that were given up, the newest first
 */
public record TroublesView(List<QuarantineEntry> quarantine, List<ParkedRow> parked) {}
