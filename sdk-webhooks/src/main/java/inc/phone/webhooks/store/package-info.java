/**
 * Stores that come with the SDK: in memory, for tests and trials, and on JDBC.
 *
 * <p>The JDBC stores need nothing but a {@link javax.sql.DataSource}. What an engine does in its
 * own way is in one small class of its own.
 */
@NullMarked
package inc.phone.webhooks.store;

import org.jspecify.annotations.NullMarked;
