package inc.phone.ivr.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.routing.OutboundCall;
import inc.phone.ivr.routing.OutboundCallException;
import inc.phone.ivr.routing.OutboundCallException.Reason;
import inc.phone.ivr.routing.OutboundCalls;
import inc.phone.ivr.routing.PlacedCall;
import inc.phone.number.E164;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link OutboundCalls} promises, as far as it shows without a telephone. */
public abstract class OutboundCallsContractTest {
  private static final E164 JANE = E164.of("+4520123456");
  private static final E164 PREMIUM = E164.of("+4590123456");

  /**
   * Makes what places calls, with nothing placed yet; whoever is called picks up.
   *
   * @return the implementation
   */
  protected abstract OutboundCalls newCalls();

  /**
   * Opens the same once more, as another node or a restart would.
   *
   * @param calls what {@link #newCalls} made
   * @return an implementation that knows the same requests
   */
  protected abstract OutboundCalls another(OutboundCalls calls);

  /**
   * Counts.
   *
   * @return how often anybody's phone rang since {@link #newCalls}
   */
  protected abstract int rung();

  private static OutboundCall call(String requestId) {
    return OutboundCall.builder(requestId, JANE).build();
  }

  @Test
  void aCallRingsOnceAndHasAnId() {
    PlacedCall placed = newCalls().place(call("r1"));

    assertThat(placed.isRepeated()).isFalse();
    assertThat(placed.callId()).isNotEmpty().doesNotContain("20123456");
    assertThat(rung()).isEqualTo(1);
  }

  @Test
  void aRepetitionDoesNotRingAndSaysWhichCallItWas() {
    OutboundCalls calls = newCalls();
    PlacedCall first = calls.place(call("r1"));

    for (OutboundCalls node : List.of(calls, another(calls))) {
      assertThat(node.place(call("r1"))).isEqualTo(PlacedCall.repeated(first.callId()));
    }
    assertThat(rung()).isEqualTo(1);
  }

  @Test
  void twoRequestsAreTwoCallsEvenToOneNumber() {
    OutboundCalls calls = newCalls();

    assertThat(calls.place(call("r1")).callId()).isNotEqualTo(calls.place(call("r2")).callId());
    assertThat(rung()).isEqualTo(2);
  }

  @Test
  void manyAtOnceWithOneRequestIdRingOnce() throws Exception {
    int clicks = 12;
    OutboundCalls one = newCalls();
    OutboundCalls other = another(one);
    CyclicBarrier start = new CyclicBarrier(clicks);
    ExecutorService pool = Executors.newFixedThreadPool(clicks);
    try {
      List<Future<PlacedCall>> placed = new ArrayList<>();
      for (int i = 0; i < clicks; i++) {
        OutboundCalls node = i % 2 == 0 ? one : other;
        Callable<PlacedCall> click =
            () -> {
              start.await();
              return node.place(call("r1"));
            };
        placed.add(pool.submit(click));
      }
      int first = 0;
      for (Future<PlacedCall> each : placed) {
        first += each.get(1, TimeUnit.MINUTES).isRepeated() ? 0 : 1;
      }
      assertThat(first).isEqualTo(1);
      assertThat(rung()).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void whoeverMayNotBeCalledIsNotAndTheRequestIdStaysUnused() {
    OutboundCalls calls = newCalls();

    assertThatThrownBy(() -> calls.place(OutboundCall.builder("r1", PREMIUM).build()))
        .isInstanceOfSatisfying(
            OutboundCallException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED))
        .hasMessageNotContaining("90123456");
    assertThat(rung()).isZero();
    assertThat(calls.place(call("r1")).isRepeated()).isFalse();
  }
}
