package inc.phone.examples.shop.pages.audit;

import java.time.Instant;

/**
 * One change.
 *
 * @param at when
 * @param who the session, not a person: there is one password
 * @param action what was done, the key of a text under {@code audit.}
 * @param subject to what: an id of the shop, never a secret or a phone number
 */
public record AuditEntry(Instant at, String who, String action, String subject) {}
