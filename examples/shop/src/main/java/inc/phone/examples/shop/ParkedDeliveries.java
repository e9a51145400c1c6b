package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.webhooks.Deliveries;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What listeners could not be told, and the order to try it again: behind the admin API and the
 * pages. Thread-safe.
 */
final class ParkedDeliveries {
  private static final String SEPARATOR = "\n"; // no id has control characters

  private final Deliveries deliveries;

  /**
   * What came of a replay.
   *
   * @param replayed how many deliveries are tried again
   * @param missing how many ids named nothing that is parked
   */
  record Replayed(int replayed, int missing) {}

  private record Name(String callId, String listener, String id) {}

  ParkedDeliveries(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * Lists what is parked, the newest first.
   *
   * @param listener of which listener, or null for all
   * @throws IllegalArgumentException if the cursor is of no such list
   */
  Page<ParkedDelivery> list(@Nullable String listener, int limit, @Nullable String cursor) {
    return deliveries.parked(listener, limit, cursor);
  }

  /** One id of a delivery, which the SDK knows by its call, its listener and its own id. */
  static String id(ParkedDelivery parked) {
    String name = String.join(SEPARATOR, parked.key().callId(), parked.listener(), parked.id());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }

  /** Has deliveries tried again. */
  Replayed replay(List<String> ids) {
    int replayed = 0;
    for (String id : ids) {
      boolean found =
          name(id)
              .map(name -> deliveries.replay(name.callId(), name.listener(), name.id()))
              .orElse(false);
      replayed += found ? 1 : 0;
    }
    return new Replayed(replayed, ids.size() - replayed);
  }

  /** Has everything tried again that one listener could not be told. */
  Replayed replayOf(String listener) {
    return new Replayed(deliveries.replayAll(listener), 0);
  }

  /** Has everything tried again. */
  Replayed replayAll() {
    return new Replayed(deliveries.replayAll(), 0);
  }

  private static Optional<Name> name(String id) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(id), UTF_8).split(SEPARATOR, -1);
      return parts.length == 3
          ? Optional.of(new Name(parts[0], parts[1], parts[2]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // never one of ours
    }
  }
}
