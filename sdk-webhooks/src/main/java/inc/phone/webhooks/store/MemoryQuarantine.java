package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The quarantine of the store in memory. */
final class MemoryQuarantine implements Quarantine {
  private record Key(String source, String sha256) {}

  private final Map<Key, QuarantinedBody> bodies = new ConcurrentHashMap<>();

  @Override
  public void put(QuarantinedBody body) {
    bodies.putIfAbsent(new Key(body.source(), body.sha256()), body);
  }

  @Override
  public List<QuarantineEntry> list(String source, int limit) {
    return bodies.values().stream()
        .filter(body -> body.source().equals(source))
        .sorted(
            Comparator.comparing(QuarantinedBody::receivedAt)
                .thenComparing(QuarantinedBody::sha256)
                .reversed())
        .limit(limit)
        .map(
            body ->
                new QuarantineEntry(
                    body.sha256(), body.receivedAt(), body.reason(), body.body().length))
        .toList();
  }

  @Override
  public Optional<QuarantinedBody> find(String source, String sha256) {
    return Optional.ofNullable(bodies.get(new Key(source, sha256)));
  }

  @Override
  public boolean remove(String source, String sha256) {
    return bodies.remove(new Key(source, sha256)) != null;
  }
}
