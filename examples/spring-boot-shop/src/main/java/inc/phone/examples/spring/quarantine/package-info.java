/** A host's own quarantine, which is a Spring Data repository and nothing else. */
@NullMarked
package inc.phone.examples.spring.quarantine;

import org.jspecify.annotations.NullMarked;
