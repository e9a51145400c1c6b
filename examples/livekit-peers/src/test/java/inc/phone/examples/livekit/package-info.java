/** What LiveKit's own SDKs and this one think of each other. */
@NullMarked
package inc.phone.examples.livekit;

import org.jspecify.annotations.NullMarked;
