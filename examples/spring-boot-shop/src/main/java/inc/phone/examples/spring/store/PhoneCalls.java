package inc.phone.examples.spring.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.PendingMatches;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Questions about calls, which Spring Data answers from the columns. */
interface PhoneCalls extends Repository<PhoneCall, PhoneCall.Key>, PendingMatches {
  @Override
  @Query(
      """
      select new inc.phone.webhooks.call.CallKey(c.key.source, c.key.callId)
      from PhoneCall c where c.key.source = ?1 and c.matchStatus = 'pending' and c.sortedAt is not null
      order by c.sortedAt, c.key.callId limit ?2""")
  List<CallKey> pendingMatches(String source, int limit);
}
