/**
 * A shop on Spring Boot that receives phone events and keeps them in its own database.
 *
 * <p>{@link inc.phone.examples.spring.PhoneConfiguration} puts the parts together; {@code store} is
 * this shop's own call store.
 */
@NullMarked
package inc.phone.examples.spring;

import org.jspecify.annotations.NullMarked;
