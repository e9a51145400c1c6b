package inc.phone.ivr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.routing.Lead;
import inc.phone.ivr.routing.LeadRegistry;
import inc.phone.number.E164;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link LeadRegistry} promises. */
public abstract class LeadRegistryContractTest {
  private static final E164 JANE = E164.of("+4520123456");
  private static final E164 BOB = E164.of("+14155551234");
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00.123456Z");

  /**
   * Makes an empty registry.
   *
   * @return the registry
   */
  protected abstract LeadRegistry emptyRegistry();

  /**
   * Opens the same registry once more, as another node would.
   *
   * @param registry what {@link #emptyRegistry} made
   * @return a registry over the same leads; the same one if it cannot be shared
   */
  protected LeadRegistry another(LeadRegistry registry) {
    return registry;
  }

  /**
   * Counts.
   *
   * @param registry what {@link #emptyRegistry} made
   * @return how many leads it has
   */
  protected abstract int count(LeadRegistry registry);

  @Test
  void aFirstCallMakesALead() {
    LeadRegistry leads = emptyRegistry();
    Lead lead = leads.calling("c1", JANE, "call-1", NOON);

    assertThat(lead.campaignId()).isEqualTo("c1");
    assertThat(lead.number()).isEqualTo(JANE);
    assertThat(lead.name()).isEqualTo("Inbound Caller +4520123456");
    assertThat(lead.status()).isEqualTo(Lead.Status.CALLING);
    assertThat(lead.lastCallId()).isEqualTo("call-1");
    assertThat(lead.lastCallAt()).isNull();
    assertThat(lead.toString()).doesNotContain("+45");
  }

  @Test
  void thereIsOneLeadPerCampaignAndNumber() {
    LeadRegistry leads = emptyRegistry();
    leads.calling("c1", JANE, "call-1", NOON);
    leads.calling("c1", JANE, "call-2", NOON.plusSeconds(1));
    leads.calling("c1", BOB, "call-3", NOON);
    leads.calling("c2", JANE, "call-4", NOON);

    assertThat(count(leads)).isEqualTo(3);
    assertThat(leads.calling("c1", JANE, "call-2", NOON).lastCallId()).isEqualTo("call-2");
  }

  @Test
  void aHangUpCompletesTheLeadWithItsTime() {
    LeadRegistry leads = emptyRegistry();
    leads.calling("c1", JANE, "call-1", NOON);

    assertThat(leads.hungUp("call-1", NOON.plusSeconds(60))).isTrue();
    assertThat(leads.hungUp("call-1", NOON.plusSeconds(90))).isFalse();
    Lead lead = leads.calling("c1", JANE, "call-1", NOON);
    assertThat(lead.status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(lead.lastCallAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void aCallThatIsOverIsNotTakenForOneUnderWayWhenItIsToldAgain() {
    LeadRegistry leads = emptyRegistry();
    leads.calling("c1", JANE, "call-1", NOON);
    leads.hungUp("call-1", NOON.plusSeconds(60));

    assertThat(leads.calling("c1", JANE, "call-1", NOON.plusSeconds(61)).status())
        .isEqualTo(Lead.Status.COMPLETED);
  }

  @Test
  void theCallThatBeganLastCountsInWhateverOrderCallsAreTold() {
    LeadRegistry leads = emptyRegistry();
    leads.calling("c1", JANE, "late", NOON.plusSeconds(5));
    leads.hungUp("late", NOON.plusSeconds(9));
    Lead lead = leads.calling("c1", JANE, "early", NOON);

    assertThat(lead.lastCallId()).isEqualTo("late");
    assertThat(lead.status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(leads.hungUp("early", NOON.plusSeconds(20))).isFalse();

    assertThat(leads.calling("c1", JANE, "at-once-b", NOON.plusSeconds(30)).lastCallId())
        .isEqualTo("at-once-b");
    assertThat(leads.calling("c1", JANE, "at-once-a", NOON.plusSeconds(30)).lastCallId())
        .isEqualTo("at-once-b");
    assertThat(leads.calling("c1", JANE, "at-once-c", NOON.plusSeconds(30)).lastCallId())
        .isEqualTo("at-once-c");
  }

  @Test
  void aNewCallKeepsTheTimeOfTheLastOne() {
    LeadRegistry leads = emptyRegistry();
    leads.calling("c1", JANE, "call-1", NOON);
    leads.hungUp("call-1", NOON.plusSeconds(60));
    Lead lead = leads.calling("c1", JANE, "call-2", NOON.plusSeconds(70));

    assertThat(lead.status()).isEqualTo(Lead.Status.CALLING);
    assertThat(lead.lastCallAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void theEndOfAnUnknownCallChangesNothing() {
    LeadRegistry leads = emptyRegistry();
    assertThat(leads.hungUp("nobody's", NOON)).isFalse();
    assertThat(count(leads)).isZero();
  }

  @Test
  void textIsKeptAsItIs() {
    LeadRegistry leads = emptyRegistry();
    String odd = "'; DROP TABLE x; -- æ\"\\";
    leads.calling(odd, JANE, odd, NOON);
    assertThat(leads.calling(odd, JANE, odd, NOON).lastCallId()).isEqualTo(odd);
    assertThat(leads.hungUp(odd, NOON)).isTrue();
  }

  @Test
  void twoHundredFirstCallsAtOnceMakeOneLead() throws Exception {
    int calls = 200;
    LeadRegistry leads = emptyRegistry();
    LeadRegistry node = another(leads);
    ExecutorService threads = Executors.newFixedThreadPool(calls);
    try {
      CyclicBarrier start = new CyclicBarrier(calls);
      List<Callable<Lead>> work = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        String callId = "call-" + i;
        LeadRegistry registry = i % 2 == 0 ? leads : node;
        work.add(
            () -> {
              start.await(30, TimeUnit.SECONDS);
              return registry.calling("c1", JANE, callId, NOON);
            });
      }
      Set<String> numbers = new HashSet<>();
      for (Future<Lead> lead : threads.invokeAll(work)) {
        numbers.add(lead.get().number().toString());
      }
      assertThat(numbers).containsExactly(JANE.toString());
      assertThat(count(leads)).isEqualTo(1);
      assertThat(leads.calling("c1", JANE, "call-99", NOON).lastCallId()).isEqualTo("call-99");
    } finally {
      threads.shutdownNow();
    }
  }
}
