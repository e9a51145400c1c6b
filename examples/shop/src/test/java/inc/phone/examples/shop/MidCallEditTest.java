package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrBranch;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.store.IvrConfigStore;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.store.MemoryCallStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A revision saved while a call is under way, at every place among its events and for every order
 * of their arrival.
 */
class MidCallEditTest {
  private static final CallKey KEY = new CallKey("default", "c");

  /** What was behind 1 is behind 2, and the other way round, since 10:00:10. */
  private static final IvrConfig BEFORE = menu("support", "billing");

  private static final IvrConfig AFTER = menu("billing", "support");

  private static final List<String> EVENTS =
      List.of(
          event("call_started", "e1", "%s", ""),
          event("branch_selected", "e2", "10:00:15", ",\"digit\":1"),
          event("branch_selected", "e3", "10:00:20", ",\"digit\":2"),
          event("call_ended", "e4", "10:01:00", ""),
          event("voicemail_finished", "e5", "10:00:58", ""));

  @ParameterizedTest(name = "a call that begins at {0} is for {1}")
  @CsvSource({
    "10:00:05, support-2", // before the edit
    "10:00:10, billing-2", // the revision of that very moment
    "10:00:12, billing-2",
    "-, billing-2" // nobody says: the first event counts
  })
  void theBranchIsThatOfTheStartOfTheCallInEveryOrder(String start, String branch) {
    List<String> events =
        start.equals("-")
            ? EVENTS.subList(1, EVENTS.size())
            : EVENTS.stream().map(event -> event.replace("%s", start)).toList();
    Set<String> branches = new HashSet<>();
    Set<String> states = new HashSet<>();
    for (List<String> order : orders(events)) {
      for (int edit = 0; edit <= order.size(); edit++) {
        SetClock clock = new SetClock();
        IvrConfigStore menus = IvrConfigStore.inMemory(clock);
        PhoneMenu menu = new PhoneMenu(menus, IvrValidator.strict());
        clock.now = Instant.parse("2026-05-15T09:00:00Z");
        menu.save(BEFORE, 0);
        MemoryCallStore calls = new MemoryCallStore();
        WebhookReceiver receiver =
            WebhookReceiver.builder()
                .verifier(request -> new Verified("0"))
                .store(calls)
                .branches(menu)
                .clock(clock)
                .executor(Runnable::run)
                .build();
        // What comes before the edit comes before its moment; the rest hours later.
        clock.now = Instant.parse("2026-05-15T10:00:09Z");
        for (int i = 0; i < order.size(); i++) {
          if (i == edit) {
            edit(clock, menu);
          }
          post(receiver, order.get(i));
        }
        if (edit == order.size()) {
          edit(clock, menu);
        }
        receiver.branches().resolvePending();
        branches.add(calls.call(KEY).orElseThrow().branchId());
        states.add(new String(calls.load(List.of(KEY)).get(0).state(), UTF_8));
      }
    }
    assertThat(branches).containsExactly(branch);
    assertThat(states).hasSize(1);
  }

  private static void edit(SetClock clock, PhoneMenu menu) {
    clock.now = Instant.parse("2026-05-15T10:00:10Z");
    menu.save(AFTER, 1);
    clock.now = Instant.parse("2026-05-15T14:00:00Z");
  }

  private static void post(WebhookReceiver receiver, String body) {
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body.getBytes(UTF_8))).status())
        .isEqualTo(200);
  }

  /** Two menus behind 1 and 2, each with a voicemail behind 1 and 2 of its own. */
  private static IvrConfig menu(String first, String second) {
    return IvrConfig.builder()
        .greeting("en", "Press 1 or 2.")
        .branch(IvrBranch.builder("1", IvrAction.menu(first)).id("to-" + first).build())
        .branch(IvrBranch.builder("2", IvrAction.menu(second)).id("to-" + second).build())
        .menu("support", below("support"))
        .menu("billing", below("billing"))
        .build();
  }

  private static IvrMenu below(String name) {
    return IvrMenu.builder()
        .greeting("en", "Press 1 or 2.")
        .branch(IvrBranch.builder("1", IvrAction.voicemail("a")).id(name + "-1").build())
        .branch(IvrBranch.builder("2", IvrAction.voicemail("b")).id(name + "-2").build())
        .build();
  }

  private static String event(String type, String id, String time, String more) {
    return """
    {"event_id":"%s","event_type":"%s","event_ts":"2026-05-15T%sZ","call_id":"c"%s}"""
        .formatted(id, type, time, more);
  }

  private static List<List<String>> orders(List<String> events) {
    if (events.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (String first : events) {
      List<String> rest = new ArrayList<>(events);
      rest.remove(first);
      for (List<String> tail : orders(rest)) {
        List<String> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
