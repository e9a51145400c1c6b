package inc.phone.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallEmployee;
import inc.phone.model.CallState;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A call as it went, told in two ways: by webhooks, and by an API that is asked at some moment. */
final class TrueCall {
  static final Instant RECEIVED = Instant.parse("2026-05-16T12:00:00Z");
  static final Instant START = Instant.parse("2026-05-15T10:00:00Z");
  private static final CallEmployee JANE = new CallEmployee("e1", "Jane");

  /** What is known after an event. */
  private record Moment(EventType type, Instant at, Call call, Voicemail voicemail) {}

  private final List<Moment> moments = new ArrayList<>();
  private Call call;
  private Voicemail voicemail;

  TrueCall(String id, String from, Instant startedAt) {
    call =
        Call.builder(id)
            .callControlId("v3:" + id)
            .from(from)
            .to("+4570707070")
            .direction(CallDirection.INBOUND)
            .state(CallState.INITIATED)
            .startedAt(startedAt)
            .mainNumberId("main")
            .mainNumberName("Sales")
            .mainNumberNumber("+4570707070")
            .employees(List.of())
            .initiatedByJson("{\"who\":\"nobody\"}")
            .build();
    happens(EventType.CALL_INITIATED, startedAt);
  }

  /** A call with what a seed says. */
  static TrueCall random(RandomGenerator random) {
    TrueCall call = new TrueCall("call-1", "+4520123456", START);
    Instant ringing = START.plusSeconds(random.nextInt(3) * 10L);
    boolean answered = random.nextBoolean();
    boolean early = random.nextBoolean();
    if (answered) {
      call.answered(ringing);
      call.ended(ringing.plusSeconds(random.nextInt(3) * 60L), early ? "Zero knowledge" : null);
      return random.nextBoolean() ? call.transcribed("What was said", "A summary") : call;
    }
    call.ended(ringing, null);
    if (random.nextBoolean()) {
      return call.lost();
    }
    call.message(ringing.plusSeconds(random.nextInt(2)));
    return random.nextBoolean() ? call.messageTranscribed("Please call back") : call;
  }

  TrueCall answered(Instant at) {
    call =
        call.toBuilder().answeredAt(at).state(CallState.ANSWERED).employees(List.of(JANE)).build();
    return happens(EventType.CALL_ANSWERED, at);
  }

  TrueCall ended(Instant at, String summary) {
    Instant answeredAt = call.answeredAt();
    call =
        call.toBuilder()
            .state(CallState.ENDED)
            .duration(answeredAt == null ? null : Duration.between(answeredAt, at).toSeconds())
            .summary(summary)
            .build();
    return happens(EventType.CALL_ENDED, at);
  }

  TrueCall lost() {
    return happens(EventType.CALL_LOST, last());
  }

  TrueCall transcribed(String text, String summary) {
    call = call.toBuilder().transcription(text).summary(summary).build();
    return happens(EventType.CALL_TRANSCRIPTION_DONE, last().plusSeconds(20));
  }

  TrueCall message(Instant at) {
    voicemail =
        Voicemail.builder("vm-" + call.id())
            .from(call.from())
            .mainNumberName(call.mainNumberName())
            .mainNumberNumber(call.mainNumberNumber())
            .createdAt(at)
            .build();
    return happens(EventType.VOICEMAIL_NEW, at);
  }

  TrueCall messageTranscribed(String text) {
    voicemail = voicemail.toBuilder().transcription(text).build();
    return happens(EventType.VOICEMAIL_TRANSCRIPTION_DONE, last().plusSeconds(20));
  }

  private TrueCall happens(EventType type, Instant at) {
    moments.add(new Moment(type, at, call, voicemail));
    return this;
  }

  private Instant last() {
    return moments.get(moments.size() - 1).at();
  }

  Call call() {
    return call;
  }

  /** As the list of voicemails shows it: with a link that lasts an hour. */
  Voicemail voicemail() {
    return voicemail == null
        ? null
        : voicemail.toBuilder().recordingUrl("https://phone.inc/a?expires=1").build();
  }

  int events() {
    return moments.size();
  }

  /** The deliveries, in order. */
  List<byte[]> webhooks() {
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      bodies.add(webhook(i, i, Duration.ZERO));
    }
    return bodies;
  }

  /** A delivery that was written when more was known, and stamped at some other time. */
  byte[] webhook(int index, int knownUntil, Duration stampedLater) {
    Moment moment = moments.get(index);
    Moment known = moments.get(knownUntil);
    ObjectNode data = CallJson.write(known.call());
    if (moment.type().value().startsWith("voicemail")) {
      data.set("voicemail", CallJson.write(moment.voicemail()));
    }
    return StrictJson.write(
        StrictJson.newObject()
            .put("event", moment.type().value())
            .put("timestamp", moment.at().plus(stampedLater).toString())
            .set("data", data));
  }

  /** What a reconciler concludes from an API that is asked after a moment. */
  List<byte[]> reconciled(int knownUntil) {
    MissedEvents missed = new MissedEvents(Set.of());
    Moment known = moments.get(knownUntil);
    List<byte[]> bodies = missed.of(known.call());
    if (known.type().equals(EventType.CALL_LOST)) {
      bodies.addAll(missed.lost(known.call()));
    }
    if (known.voicemail() != null) {
      bodies.addAll(missed.of(known.call(), known.voicemail()));
    }
    return bodies;
  }
}
