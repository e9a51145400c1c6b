package inc.phone.examples.shop.pages.audit;

import java.util.List;

/**
 * The page of the audit log.
 *
 * @param entries the newest first
 */
public record AuditView(List<AuditEntry> entries) {}
