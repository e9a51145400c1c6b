package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The quarantine of the store in memory. */
final class MemoryQuarantine implements Quarantine {
  private record Key(String source, String sha256) {}

  private record Place(Instant receivedAt, String sha256) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::receivedAt).thenComparing(Place::sha256);

    static Place of(QuarantinedBody body) {
      return new Place(body.receivedAt(), body.sha256());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Key, QuarantinedBody> bodies = new ConcurrentHashMap<>();

  @Override
  public void put(QuarantinedBody body) {
    bodies.putIfAbsent(new Key(body.source(), body.sha256()), body);
  }

  @Override
  public List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit) {
    Place end = after == null ? null : new Place(after.receivedAt(), after.sha256());
    return bodies.values().stream()
        .filter(body -> body.source().equals(source))
        .filter(body -> end == null || Place.of(body).compareTo(end) < 0)
        .sorted(Comparator.comparing(Place::of).reversed())
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
