/**
 * A shop that takes phone events in and shows them: what a host of the SDK has to write itself.
 *
 * <p>Endpoints, settings from the environment, customers from a CSV file, a SQLite database and an
 * admin API. Everything that has to do with events is the SDK's; read {@code Shop} to see how the
 * parts are put together.
 */
@NullMarked
package inc.phone.examples.shop;

import org.jspecify.annotations.NullMarked;
