package inc.phone.webhooks;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A quarantine into which no body comes back that was erased; see {@link GuardedStore}. */
final class GuardedQuarantine implements Quarantine {
  private final Quarantine quarantine;
  private final @Nullable Erasures erasures;

  GuardedQuarantine(Quarantine quarantine, @Nullable Erasures erasures) {
    this.quarantine = quarantine;
    this.erasures = erasures;
  }

  @Override
  public void put(QuarantinedBody body) {
    if (erasures == null) {
      quarantine.put(body);
    } else if (!erasures.isErased(body)) {
      quarantine.put(body);
      if (erasures.isErased(body)) {
        quarantine.remove(body.source(), body.sha256());
      }
    }
  }

  @Override
  public List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit) {
    return quarantine.list(source, after, limit);
  }

  @Override
  public Optional<QuarantinedBody> find(String source, String sha256) {
    return quarantine.find(source, sha256);
  }

  @Override
  public boolean remove(String source, String sha256) {
    return quarantine.remove(source, sha256);
  }
}
