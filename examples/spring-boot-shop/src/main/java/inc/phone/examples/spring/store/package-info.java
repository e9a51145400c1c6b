/** A host's own call store: JPA entities, and the SDK's public interfaces. */
@NullMarked
package inc.phone.examples.spring.store;

import org.jspecify.annotations.NullMarked;
