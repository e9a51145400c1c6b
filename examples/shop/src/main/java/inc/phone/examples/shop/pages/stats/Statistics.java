package inc.phone.examples.shop.pages.stats;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of some days add up to.
 *
 * @param total incoming calls
 * @param outgoing calls of the shop's own
 * @param voicemails messages
 * @param medianWait seconds until half of the answered calls were, or null if none was
 * @param longWait seconds until nine of ten were, or null if none was
 * @param hours incoming calls by hour of the day, 0 to 23
 * @param days incoming calls by day, each day of the time
 * @param branches calls by branch id
 * @param cut whether there were more calls than are counted; the newest are
 */
public record Statistics(
    Bucket total,
    int outgoing,
    int voicemails,
    @Nullable Long medianWait,
    @Nullable Long longWait,
    List<Bucket> hours,
    SortedMap<LocalDate, Bucket> days,
    Map<String, Long> branches,
    boolean cut) {}
