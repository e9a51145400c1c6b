package inc.phone.examples.spring.quarantine;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps bodies once per source and digest; a transaction has ended when its method returns. */
@Transactional(propagation = Propagation.REQUIRES_NEW)
interface DeliveryQuarantine
    extends Repository<QuarantinedDelivery, QuarantinedDelivery.Key>, Quarantine {
  /** What PostgreSQL can keep and nothing is received at. */
  Instant LATER_THAN_ALL = Instant.parse("9999-12-31T00:00:00Z");

  @Modifying
  @Query(
      """
      insert into QuarantinedDelivery (source, sha256, receivedAt, reason, body, bodySize)
      values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing""")
  void insert(
      String source, String sha256, Instant receivedAt, String reason, byte[] body, int size);

  @Override
  default void put(QuarantinedBody item) {
    byte[] body = item.body();
    insert(item.source(), item.sha256(), item.receivedAt(), item.reason(), body, body.length);
  }

  @Query(
      """
      select new inc.phone.webhooks.spi.QuarantineEntry(
        q.sha256, q.receivedAt, q.reason, q.bodySize)
      from QuarantinedDelivery q where q.source = ?1
        and (q.receivedAt < ?2 or q.receivedAt = ?2 and q.sha256 < ?3)
      order by q.receivedAt desc, q.sha256 desc limit ?4""")
  List<QuarantineEntry> page(String source, Instant receivedAt, String sha256, int limit);

  @Override
  default List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit) {
    return after == null
        ? page(source, LATER_THAN_ALL, "", limit)
        : page(source, after.receivedAt(), after.sha256(), limit);
  }

  @Override
  @Query(
      """
      select new inc.phone.webhooks.spi.QuarantinedBody(
        q.source, q.sha256, q.receivedAt, q.reason, q.body)
      from QuarantinedDelivery q where q.source = ?1 and q.sha256 = ?2""")
  Optional<QuarantinedBody> find(String source, String sha256);

  @Modifying
  @Query("delete from QuarantinedDelivery q where q.source = ?1 and q.sha256 = ?2")
  int delete(String source, String sha256);

  @Override
  default boolean remove(String source, String sha256) {
    return delete(source, sha256) == 1;
  }
}
