package inc.phone.ivr.store;

import inc.phone.ivr.IvrConfig;
import java.time.Instant;

/**
 * A revision of a configuration.
 *
 * @param config the configuration; its revision is the one it was saved as
 * @param savedAt when it became current, in microseconds; never before the revision before it
 * @since 0.1.0
 */
public record StoredConfig(IvrConfig config, Instant savedAt) {}
