package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.PressedKeys;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.BranchResolver;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import inc.phone.webhooks.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys become branches after the answer, and the branch is the same in every order. */
class BranchMatcherTest {
  private static final CallKey KEY = new CallKey("default", "c");
  private static final Instant EDITED = Instant.parse("2026-05-15T10:00:10Z");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-05-15T12:00:00Z"));
  private final MemoryCallStore store = new MemoryCallStore();

  /** The digits were reshuffled at {@link #EDITED}; one line stays as it was. */
  private static final BranchResolver MENU =
      (source, pressed) ->
          Optional.of(
              (pressed.callStartedAt().isBefore(EDITED) ? "old" : "new")
                  + String.join("", pressed.keys())
                  + (pressed.mainNumber() == null ? "" : "at" + pressed.mainNumber().substring(1)));

  /** A name, the events of one call, and the branch it must have in the end. */
  record Story(String name, String branch, List<String> events) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Story> stories() {
    String started = flat("call_started", "e1", "10:00:05", "");
    String support = flat("branch_selected", "e2", "10:00:12", ",\"digit\":2");
    String billing = flat("branch_selected", "e3", "10:00:20", ",\"digit\":\"1\"");
    String ended = flat("call_ended", "e4", "10:01:00", "");
    String voicemail = flat("voicemail_finished", "e5", "10:00:59", "");
    return List.of(
        new Story("keys", "old21", List.of(started, support, billing, ended, voicemail)),
        new Story("no start", "new21", List.of(support, billing, ended, voicemail, support)),
        new Story(
            "a start that only the last event says",
            "old2",
            List.of(
                support,
                ended.replace("}", ",\"started_at\":\"2026-05-15T10:00:05Z\"}"),
                voicemail)),
        new Story(
            "two starts",
            "new2",
            List.of(
                started.replace("}", ",\"started_at\":\"2026-05-15T10:00:05Z\"}"),
                ended.replace("}", ",\"started_at\":\"2026-05-15T10:00:11Z\"}"),
                support)),
        new Story(
            "a branch that is said before a key",
            "said",
            List.of(
                started,
                support.replace("}", ",\"branch_id\":\"said\"}"),
                billing,
                ended,
                voicemail)),
        new Story(
            "a branch that a repeat says",
            "said",
            List.of(
                started,
                support,
                support.replace("}", ",\"branch_id\":\"said\"}"),
                billing,
                ended)),
        new Story(
            "a repeat with another time and another key",
            "old21",
            List.of(
                started,
                support,
                billing,
                support.replace("10:00:12", "10:00:30").replace(":2", ":7"),
                billing)),
        new Story(
            "two keys of one event at one time",
            "old3",
            List.of(support, support.replace(":2}", ":3}"), started, ended)),
        new Story(
            "a key without an event of its own",
            "old5",
            List.of(started, ended, voicemail.replace("}", ",\"digit\":5}"))),
        new Story(
            "the number that was called",
            "old2at4570707070",
            List.of(
                started,
                support,
                ended.replace("}", ",\"to\":\"+4570707070\"}"),
                voicemail
                    .replace("}", ",\"to\":\"+4571717171\"}")
                    .replace("10:00:59", "10:00:01"))));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyOrderGivesTheSameBranchAndTheSameState(Story story) {
    Set<String> states = new HashSet<>();
    for (List<String> order : orders(story.events())) {
      MemoryCallStore calls = new MemoryCallStore();
      receiveAll(receiver(calls, MENU), order);
      assertThat(branch(calls)).as("%s", order).isEqualTo(story.branch());
      states.add(state(calls));
    }
    assertThat(states).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aResolverThatFailsNowAndThenChangesNothingInTheEnd(Story story) {
    SplittableRandom random = new SplittableRandom(7);
    Set<String> states = new HashSet<>();
    List<List<String>> orders = orders(story.events());
    for (int i = 0; i < orders.size(); i += 5) {
      List<String> order = orders.get(i);
      MemoryCallStore calls = new MemoryCallStore();
      boolean[] works = {false};
      WebhookReceiver receiver =
          receiver(
              calls,
              (source, pressed) -> {
                if (works[0] || random.nextBoolean()) {
                  return MENU.branchOf(source, pressed);
                }
                throw new IllegalStateException("away");
              });
      receiveAll(receiver, order);
      works[0] = true;
      receiver.branches().resolvePending();
      assertThat(branch(calls)).as("%s", order).isEqualTo(story.branch());
      states.add(state(calls));
    }
    assertThat(states).hasSize(1);
  }

  @Test
  void theVoicemailHasTheBranchOfItsCall() {
    receiveAll(receiver(store, MENU), stories().get(0).events());

    CallRecord call = store.call(KEY).orElseThrow();
    assertThat(call.voicemails().get(0).call().branchId()).isEqualTo("old21");
    assertThat(call.digit()).isEqualTo("1");
    assertThat(call.branchPending()).isFalse();
  }

  @Test
  void anEventIsAcknowledgedAndKeptWhateverTheResolverDoes() {
    for (BranchResolver broken :
        List.<BranchResolver>of(
            (source, pressed) -> {
              throw new IllegalStateException("away");
            },
            (source, pressed) -> {
              throw new StackOverflowError();
            },
            (source, pressed) -> Optional.of(""),
            (source, pressed) -> Optional.of("x".repeat(129)))) {
      MemoryCallStore calls = new MemoryCallStore();
      receiveAll(receiver(calls, broken), stories().get(0).events());
      CallRecord call = calls.call(KEY).orElseThrow();
      assertThat(call.branchId()).isNull();
      assertThat(call.branchPending()).isTrue();
      assertThat(receiver(calls, MENU).branches().resolvePending()).isEqualTo(1);
      assertThat(branch(calls)).isEqualTo("old21");
    }
  }

  @Test
  void anExecutorThatTakesNothingLosesNothing() {
    WebhookReceiver receiver =
        builder(store, MENU)
            .executor(
                task -> {
                  throw new RejectedExecutionException();
                })
            .build();
    receiveAll(receiver, stories().get(0).events());

    assertThat(branch(store)).isNull();
    assertThat(receiver.branches().resolvePending()).isEqualTo(1);
    assertThat(branch(store)).isEqualTo("old21");
  }

  @Test
  void isAskedOnceForOneQuestion() {
    List<PressedKeys> asked = new ArrayList<>();
    WebhookReceiver receiver =
        receiver(
            store,
            (source, pressed) -> {
              asked.add(pressed);
              return Optional.empty();
            });
    List<String> events = stories().get(0).events();
    receiveAll(receiver, events);
    receiveAll(receiver, events);

    assertThat(asked)
        .containsExactly(
            new PressedKeys(List.of("2"), Instant.parse("2026-05-15T10:00:05Z"), null),
            new PressedKeys(List.of("2", "1"), Instant.parse("2026-05-15T10:00:05Z"), null));
    assertThat(branch(store)).isNull();
    assertThat(receiver.branches().resolvePending()).isZero();
  }

  @Test
  void aCallFromTheFutureWaitsUntilItsMenuIsKnown() {
    clock.set(Instant.parse("2026-05-15T10:00:00Z"));
    WebhookReceiver receiver = receiver(store, MENU);
    receiveAll(receiver, stories().get(0).events());
    assertThat(branch(store)).isNull();
    assertThat(receiver.branches().resolvePending()).isZero();

    clock.set(Instant.parse("2026-05-15T10:00:05Z"));
    assertThat(receiver.branches().resolvePending()).isEqualTo(1);
    assertThat(branch(store)).isEqualTo("old21");
  }

  @Test
  void anAnswerToAnEarlierQuestionIsNotTaken() {
    List<String> events = stories().get(0).events();
    WebhookReceiver silent = builder(store, MENU).executor(task -> {}).build();
    WebhookReceiver receiver =
        receiver(
            store,
            (source, pressed) -> {
              post(silent, events.get(2)); // the second key comes while the first is looked up
              return MENU.branchOf(source, pressed);
            });
    post(receiver, events.get(1));

    CallRecord call = store.call(KEY).orElseThrow();
    assertThat(call.branchId()).isNull();
    assertThat(call.branchPending()).isTrue();
  }

  @Test
  void beyondTheRememberedKeysEveryOrderIsStillTheSame() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < PressedKeys.MAX_KEYS + 8; i++) {
      String time = "10:%02d:%02d".formatted(i / 60, i % 60);
      events.add(flat("branch_selected", "k" + i, time, ",\"digit\":" + i % 10));
      if (i % 7 == 0) { // the same choice again, later: it must not push out another one
        events.add(flat("branch_selected", "k" + i, "11:00:00", ",\"digit\":9"));
      }
    }
    Set<String> branches = new HashSet<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int order = 0; order < 200; order++) {
      for (int i = events.size() - 1; i > 0; i--) {
        events.set(i, events.set(random.nextInt(i + 1), events.get(i)));
      }
      MemoryCallStore calls = new MemoryCallStore();
      receiveAll(receiver(calls, MENU), events);
      branches.add(branch(calls));
    }
    assertThat(branches).containsExactly("old01234567890123456789012345678901");
  }

  @Test
  void needsAResolverAndQueries() {
    WebhookReceiver without =
        WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();
    assertThatThrownBy(() -> without.branches().resolvePending())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "resolvePending needs branches(...) and queries(...), or a store that implements them");
  }

  private static String flat(String type, String id, String time, String more) {
    return """
        {"event_id":"%s","event_type":"%s","event_ts":"2026-05-15T%sZ","call_id":"c"%s}"""
        .formatted(id, type, time, more);
  }

  private WebhookReceiver receiver(MemoryCallStore calls, BranchResolver resolver) {
    return builder(calls, resolver).executor(Runnable::run).build();
  }

  private WebhookReceiverBuilder builder(MemoryCallStore calls, BranchResolver resolver) {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(calls)
        .branches(resolver)
        .clock(clock);
  }

  private static void receiveAll(WebhookReceiver receiver, List<String> bodies) {
    bodies.forEach(body -> post(receiver, body));
  }

  private static void post(WebhookReceiver receiver, String body) {
    byte[] bytes = EventBodies.bytes(body);
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), bytes)).status()).isEqualTo(200);
  }

  private static String branch(MemoryCallStore calls) {
    return calls.call(KEY).orElseThrow().branchId();
  }

  private static String state(MemoryCallStore calls) {
    return new String(calls.load(List.of(KEY)).get(0).state(), StandardCharsets.UTF_8);
  }

  private static <T> List<List<T>> orders(List<T> elements) {
    if (elements.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      List<T> rest = new ArrayList<>(elements);
      T first = rest.remove(i);
      for (List<T> tail : orders(rest)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }
}
