package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.testkit.EventBodies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The calls of one run: what their senders deliver, and what must be stored in the end. */
final class SimulatedCalls {
  static final String SOURCE = "default";

  /** One body on its way, maybe a repeat of another one. */
  @SuppressWarnings("ArrayRecordComponent")
  record Copy(CallKey key, String id, byte[] body, int inCall) {}

  private final SplittableRandom random;
  private final int duplicates;
  private final Map<CallKey, List<PhoneEvent>> events = new LinkedHashMap<>();
  private final Set<CallKey> orderly = new TreeSet<>(java.util.Comparator.comparing(CallKey::callId));
  private final List<Copy> copies = new ArrayList<>();

  SimulatedCalls(SplittableRandom random, int duplicates) {
    this.random = random;
    this.duplicates = duplicates;
    int calls = 1 + random.nextInt(3) * random.nextInt(2);
    for (int call = 0; call < calls; call++) {
      String id = "call-" + call;
      if (random.nextInt(4) == 0) {
        List<byte[]> bodies = RandomBodies.ofOneCall(random, id);
        for (int i = 0; i < bodies.size(); i++) {
          add(bodies.get(i), i);
        }
      } else {
        orderly.add(new CallKey(SOURCE, id));
        life(id);
      }
    }
    if (random.nextInt(4) == 0) {
      add(
          EventBodies.bytes(
              "{\"event\":\"contact.updated\",\"timestamp\":\"2026-05-15T10:00:00Z\","
                  + "\"data\":{\"id\":\"contact-1\"}}"),
          0);
    }
  }

  /** The life of a call as the vendor tells it, in the order in which it happens. */
  private void life(String id) {
    boolean answered = random.nextBoolean();
    boolean voicemail = !answered && random.nextBoolean();
    String answer = answered ? "\"2026-05-15T10:00:20Z\"" : "null";
    int from = random.nextInt(10);
    // A transfer: what comes later names somebody else.
    int to = random.nextInt(5) == 0 ? random.nextInt(10) : from;
    int n = 0;
    event(n++, "call.initiated", 0, id, from, "ringing", "null", "");
    if (random.nextInt(3) == 0) {
      event(n++, "call.outside_opening_hours", 0, id, from, "ringing", "null", "");
    }
    if (answered) {
      event(n++, "call.answered", 20, id, from, "answered", answer, "");
    }
    if (random.nextInt(4) == 0) {
      event(n++, "call.on_hold", 30, id, to, "on_hold", answer, "");
    }
    event(n++, "call.ended", 40, id, to, "ended", answer, "");
    if (!answered && !voicemail && random.nextBoolean()) {
      event(n++, "call.lost", 40, id, to, "ended", answer, "");
    }
    if (voicemail) {
      event(n++, "voicemail.new", 40, id, to, "ended", answer, message(id, "null"));
      event(n++, "voicemail.transcription_done", 50, id, to, "ended", answer, message(id, "\"x\""));
    }
    if (random.nextInt(3) == 0) {
      event(n++, "call.transcription_done", 50, id, to, "ended", answer, ",\"transcription\":\"t\"");
    }
  }

  private static String message(String id, String text) {
    return ",\"voicemail\":{\"id\":\"vm-" + id + "\",\"transcription\":" + text + "}";
  }

  private void event(
      int inCall,
      String type,
      int second,
      String id,
      int from,
      String state,
      String answer,
      String more) {
    int count = random.nextInt(1_000) < duplicates ? random.nextInt(2, 4) : 1;
    for (int copy = 0; copy < count; copy++) {
      // A repeat may be stamped anew and rendered anew. Unknown types have nothing but the stamp.
      boolean known = !type.equals("call.on_hold");
      int stamp = second + (copy > 0 && known && random.nextBoolean() ? random.nextInt(5) : 0);
      String space = copy > 0 && random.nextBoolean() ? " " : "";
      add(
          EventBodies.bytes(
              ("{%s\"event\":\"%s\",\"timestamp\":\"2026-05-15T10:00:%02dZ\",\"data\":{\"id\":\"%s\","
                      + "\"from\":\"+452012345%d\",\"to\":\"+4570707070\",\"direction\":\"inbound\","
                      + "\"state\":\"%s\",\"started_at\":\"2026-05-15T10:00:00Z\","
                      + "\"answered_at\":%s%s}}")
                  .formatted(space, type, stamp, id, from, state, answer, more)),
          inCall);
    }
  }

  private void add(byte[] body, int inCall) {
    PhoneEvent event = EventParser.parse(body, SimulatedWorld.START);
    CallKey key =
        event.call() == null
            ? CallKey.withoutCall(SOURCE, event.id())
            : new CallKey(SOURCE, event.call().id());
    events.computeIfAbsent(key, call -> new ArrayList<>()).add(event);
    copies.add(new Copy(key, event.id(), body, inCall));
  }

  List<Copy> copies() {
    return copies;
  }

  /** All copies of all events, by call. */
  Map<CallKey, List<PhoneEvent>> events() {
    return events;
  }

  /** Whether the call is one that a sender in its right mind would tell of. */
  boolean isOrderly(CallKey key) {
    return orderly.contains(key);
  }

  /** Half of the numbers are known. */
  static Optional<String> customerOf(String number) {
    int last = number.charAt(number.length() - 1) - '0';
    return last < 5 ? Optional.of("customer-" + last) : Optional.empty();
  }
}
