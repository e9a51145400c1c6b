package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.number.E164;
import inc.phone.settings.Secret;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import inc.phone.webhooks.testkit.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Erasing and pruning beside receivers on other nodes, in every interleaving of what they ask of
 * the store.
 */
class ErasureRacesTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");
  private static final DataSubject CALLER = DataSubject.ofNumber(E164.of("+4520123456"));
  private static final DataSubject CUSTOMER = DataSubject.ofCustomer("7");
  private static final Set<String> STEPS =
      Set.of("load", "commit", "callsOf", "forget", "prune", "put", "remove");

  /** An event of the call that does not say whose call it is. */
  private static final byte[] NOBODYS =
      EventBodies.bytes(
          "{\"event_id\":\"f\",\"event_type\":\"call_ended\",\"call_id\":\"a\","
              + "\"event_ts\":\"2026-05-15T10:00:00Z\"}");

  private static final CallKey CALL = new CallKey("default", "a");

  private final List<byte[]> bodies = EventBodies.missedCallWithVoicemail("a");

  @Test
  void anEventOfAKnownCall() throws InterruptedException {
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  world.node().post(bodies.get(0));
                  return world.erased(world.erasing(CALLER), world.receiving(bodies.get(2)));
                }))
        .isGreaterThan(50);
  }

  @Test
  void theFirstEventOfACall() throws InterruptedException {
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  return world.erased(world.erasing(CALLER), world.receiving(bodies.get(0)));
                }))
        .isGreaterThan(30);
  }

  @Test
  void theEventThatSaysWhoseCallItIs() throws InterruptedException {
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  world.node().post(NOBODYS);
                  return world.erased(world.erasing(CALLER), world.receiving(bodies.get(0)));
                }))
        .isGreaterThan(30);
  }

  @Test
  void aCustomerThatIsAssignedByHand() throws InterruptedException {
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  world.node().post(bodies.get(0));
                  WebhookReceiver node = world.node().receiver;
                  return world.erased(
                      world.erasing(CUSTOMER), () -> node.matcher().assign("a", "7"));
                }))
        .isGreaterThan(30);
  }

  @Test
  void aBodyInQuarantineThatComesAgain() throws InterruptedException {
    byte[] unreadable = EventBodies.bytes("{\"from\":\"+4520123456\"");
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  world.node().post(unreadable);
                  return world.erased(world.erasing(CALLER), world.receiving(unreadable));
                }))
        .isGreaterThan(50);
  }

  /** Two nodes begin the same call while it is erased; too many interleavings to run them all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void twoNodesThatBeginTheSameCall(long seed) throws InterruptedException {
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      Interleavings.one(
          steps -> {
            World world = new World(steps);
            return world.erased(
                world.erasing(CALLER),
                world.receiving(bodies.get(0)),
                world.receiving(bodies.get(2)));
          },
          random::nextInt);
    }
  }

  /** The node dies at any step of any interleaving, and its sender asks another one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aNodeThatDiesIsMadeUpForByTheSendersRetry(int diesAt) throws InterruptedException {
    some(
        400,
        steps -> {
          World world = new World(steps);
          AtomicInteger step = new AtomicInteger();
          Node dying =
              world.node(
                  () -> {
                    if (step.getAndIncrement() >= diesAt) {
                      throw new IllegalStateException("dead");
                    }
                  });
          int[] status = {0};
          return world.run(
              () -> {
                if (status[0] == 503) {
                  assertThat(world.node().post(bodies.get(0))).isEqualTo(200);
                }
                world.nothingIsLeft();
              },
              world.erasing(CALLER),
              () -> status[0] = dying.post(bodies.get(0)));
        });
  }

  /** An erasure that breaks off is simply begun again. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void anErasureThatBreaksOffIsBegunAgain(int diesAt) throws InterruptedException {
    some(
        400,
        steps -> {
          World world = new World(steps);
          world.node().post(bodies.get(0));
          AtomicInteger step = new AtomicInteger();
          Node dying =
              world.node(
                  () -> {
                    if (step.getAndIncrement() >= diesAt) {
                      throw new IllegalStateException("dead");
                    }
                  });
          return world.run(
              () -> {
                world.node().receiver.dataCare().erase(CALLER);
                world.nothingIsLeft();
              },
              () -> {
                try {
                  dying.receiver.dataCare().erase(CALLER);
                } catch (IllegalStateException e) {
                  assertThat(e).hasMessage("dead");
                }
              },
              world.receiving(NOBODYS));
        });
  }

  /** An acknowledged event is in the call, whoever else writes and prunes it. */
  @Test
  void aCallIsPrunedWhileTwoNodesGetLateEvents() throws InterruptedException {
    Retention retention = Retention.ofEvents(Duration.ofDays(14)).calls(Duration.ofDays(14));
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  world.node().post(bodies.get(0));
                  world.clock.advance(Duration.ofDays(30));
                  world
                      .node()
                      .receiver
                      .dataCare()
                      .prune(Retention.ofEvents(Duration.ofDays(14)), 9);
                  Node pruning = world.node();
                  Node receiving = world.node();
                  return world.run(
                      () -> {
                        CallRecord call = world.memory.call(CALL).orElseThrow();
                        assertThat(call.endedAt()).isNotNull();
                        assertThat(world.memory.events(CALL))
                            .extracting(EventRecord::type)
                            .hasToString("[call.ended]");
                      },
                      () -> pruning.receiver.dataCare().prune(retention, 9),
                      () -> assertThat(receiving.post(bodies.get(2))).isEqualTo(200));
                }))
        .isGreaterThan(10);
    Random random = new Random(5);
    for (int i = 0; i < 800; i++) {
      Interleavings.one(
          steps -> {
            World world = new World(steps);
            world.node().post(bodies.get(0));
            world.clock.advance(Duration.ofDays(30));
            world.node().receiver.dataCare().prune(Retention.ofEvents(Duration.ofDays(14)), 9);
            Node pruning = world.node();
            Node one = world.node();
            Node other = world.node();
            return world.run(
                () -> {
                  CallRecord call = world.memory.call(CALL).orElseThrow();
                  assertThat(call.endedAt()).isNotNull();
                  assertThat(call.voicemails()).hasSize(1);
                  assertThat(world.memory.events(CALL)).hasSize(2);
                  assertThat(call.eventCount()).isBetween(2, 3);
                },
                () -> pruning.receiver.dataCare().prune(retention, 9),
                () -> assertThat(one.post(bodies.get(2))).isEqualTo(200),
                () -> assertThat(other.post(bodies.get(3))).isEqualTo(200));
          },
          random::nextInt);
    }
  }

  @Test
  void eventsArePrunedWhileALateOneComes() throws InterruptedException {
    assertThat(
            Interleavings.all(
                steps -> {
                  World world = new World(steps);
                  world.node().post(bodies.get(0));
                  world.node().post(bodies.get(2));
                  world.clock.advance(Duration.ofDays(30));
                  Node pruning = world.node();
                  Node receiving = world.node();
                  return world.run(
                      () -> {
                        CallRecord call = world.memory.call(CALL).orElseThrow();
                        assertThat(call.eventCount()).isEqualTo(3);
                        assertThat(call.outsideOpeningHours()).isTrue();
                        world
                            .node()
                            .receiver
                            .dataCare()
                            .prune(Retention.ofEvents(Duration.ofDays(14)), 9);
                        assertThat(world.memory.events(CALL))
                            .extracting(EventRecord::type)
                            .hasToString("[call.outside_opening_hours]");
                        assertThat(world.memory.call(CALL).orElseThrow().eventCount()).isEqualTo(3);
                      },
                      () ->
                          pruning
                              .receiver
                              .dataCare()
                              .prune(Retention.ofEvents(Duration.ofDays(14)), 9),
                      () -> assertThat(receiving.post(bodies.get(1))).isEqualTo(200));
                }))
        .isGreaterThan(10);
  }

  /** Not even for a moment: what is known to be erased never reaches the store. */
  @Test
  void nothingOfTheErasedIsEverWritten() throws InterruptedException {
    World world = new World(null);
    world.node().post(bodies.get(0));
    world.node().receiver.dataCare().erase(CALLER);
    world.written.clear();
    Node again = world.node();
    assertThat(again.post(NOBODYS)).isEqualTo(200);
    bodies.forEach(body -> assertThat(again.post(body)).isEqualTo(200));
    assertThat(again.post(EventBodies.bytes("{\"broken"))).isEqualTo(200);
    assertThat(world.written).containsExactly("put");
  }

  /** Enough of the interleavings, the same ones every time. */
  private static void some(int runs, Interleavings.Scenario scenario) throws InterruptedException {
    Random random = new Random(1);
    for (int i = 0; i < runs; i++) {
      Interleavings.one(scenario, random::nextInt);
    }
  }

  /** One database and any number of nodes. */
  private final class World {
    private final MemoryCallStore memory = new MemoryCallStore();
    private final SettableClock clock = new SettableClock(NOON);
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final Interleavings steps;

    World(Interleavings steps) {
      this.steps = steps;
    }

    Node node() {
      return node(() -> {});
    }

    Node node(Runnable beforeEachStep) {
      Object store =
          Proxy.newProxyInstance(
              ErasureRacesTest.class.getClassLoader(),
              new Class<?>[] {CallStore.class, CallQueries.class, Quarantine.class, DataCare.class},
              (self, method, arguments) -> {
                if (Set.of("commit", "put").contains(method.getName())) {
                  written.add(method.getName());
                }
                if (steps != null && STEPS.contains(method.getName())) {
                  steps.step();
                  beforeEachStep.run();
                }
                try {
                  return method.invoke(memory, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
      return new Node(
          WebhookReceiver.builder()
              .verifier(request -> new Verified("0"))
              .store((CallStore) store)
              .erasureSecret(Secret.of("0123456789abcdef0123456789abcdef"))
              .executor(Runnable::run)
              .clock(clock)
              .build());
    }

    Runnable erasing(DataSubject subject) {
      Node node = node();
      return () -> node.receiver.dataCare().erase(subject);
    }

    Runnable receiving(byte[] body) {
      Node node = node();
      return () -> assertThat(node.post(body)).isEqualTo(200);
    }

    /** Threads after which nothing is left, neither at once nor after every event came again. */
    Interleavings.Run erased(Runnable... threads) {
      return run(this::nothingIsLeft, threads);
    }

    Interleavings.Run run(Runnable check, Runnable... threads) {
      return new Interleavings.Run() {
        @Override
        public List<Runnable> threads() {
          return List.of(threads);
        }

        @Override
        public void check() {
          check.run();
        }
      };
    }

    void nothingIsLeft() {
      assertNothing();
      Node again = node();
      assertThat(again.post(NOBODYS)).isEqualTo(200);
      for (int repeated : new int[] {0, 2, 5}) {
        assertThat(again.post(bodies.get(repeated))).isEqualTo(200);
      }
      assertNothing();
    }

    private void assertNothing() {
      assertThat(memory.load(List.of(CALL)).get(0).version()).isZero();
      assertThat(memory.events(CALL)).isEmpty();
      assertThat(memory.calls("default", CallFilter.ALL, 10, null).items()).isEmpty();
      assertThat(memory.list("default", 10)).isEmpty();
    }
  }

  private record Node(WebhookReceiver receiver) {
    int post(byte[] body) {
      return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
    }
  }
}
