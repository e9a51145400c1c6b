package inc.phone.examples.simulator.call;

/**
 * A number of the company.
 *
 * @param id the vendor's id
 * @param name its label
 * @param number E.164
 * @param formatted for display; the vendor's example is the national form
 */
public record MainNumber(String id, String name, String number, String formatted) {}
