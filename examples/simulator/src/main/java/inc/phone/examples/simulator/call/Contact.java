package inc.phone.examples.simulator.call;

import java.time.Instant;

/**
 * Somebody in the company's address book.
 *
 * @param id the vendor's id
 * @param name the person
 * @param email an address that is never reachable
 * @param phone E.164, from ranges reserved for fiction
 * @param companyName where the person works
 * @param createdAt when the contact was saved
 */
public record Contact(
    String id, String name, String email, String phone, String companyName, Instant createdAt) {}
