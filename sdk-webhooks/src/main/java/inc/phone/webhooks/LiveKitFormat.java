package inc.phone.webhooks;

import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallStay;
import inc.phone.webhooks.call.CallStay.Role;
import inc.phone.webhooks.livekit.LiveKitEvent;
import inc.phone.webhooks.livekit.LiveKitParticipant;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LiveKit's webhook events as events of a call: the room.
 *
 * <p>LiveKit has no event for a call that is answered or over, so the state comes from who is in
 * the room ({@link CallStay}) and from the room's own end. Numbers come from whoever is on the
 * phone.
 */
final class LiveKitFormat {
  private static final Map<String, EventType> TYPES =
      Map.of(
          LiveKitEvent.ROOM_STARTED, EventType.CALL_INITIATED,
          LiveKitEvent.ROOM_FINISHED, EventType.CALL_ENDED);

  /** A participant with one of these is in the conversation, not only a machine beside it. */
  private static final Set<String> HELPERS = Set.of("STANDARD", "AGENT");

  /** What LiveKit's call status is while the phone line is open. */
  private static final Set<String> OPEN = Set.of("active", "automation");

  private LiveKitFormat() {}

  static PhoneEvent read(byte[] body, PlausibleTime times) {
    LiveKitEvent event = LiveKitEvent.parse(body);
    requireFree("/id", event.id());
    requireFree("/room/name", event.roomName());
    EventType type = TYPES.getOrDefault(event.name(), EventType.of(event.name()));
    Call call = event.roomName() == null ? null : call(event, event.roomName());
    Instant occurredAt = times.find(event.createdAt(), type, call, null);
    if (occurredAt == null) {
      throw new UnreadableJsonException("/createdAt: expected " + PlausibleTime.EXPECTED);
    }
    return new PhoneEvent(
        event.id() != null ? event.id() : mintedId(event, type, call),
        type,
        occurredAt,
        times.believed(ImpliedState.fill(type, call)),
        null,
        null,
        null,
        stay(event, times, occurredAt),
        body);
  }

  private static void requireFree(String pointer, @Nullable String id) {
    if (id != null && EventId.isOurs(id)) {
      throw new UnreadableJsonException(pointer + ": expected no ~ at the beginning");
    }
  }

  private static String mintedId(LiveKitEvent event, EventType type, @Nullable Call call) {
    LiveKitParticipant participant = event.participant();
    String subject =
        event.roomName()
            + '\n'
            + event.roomSid()
            + '\n'
            + (participant == null ? null : participant.sid())
            + '\n'
            + event.egressId();
    return EventId.mint(type, call, subject, null, event.createdAt());
  }

  private static Call call(LiveKitEvent event, String room) {
    Call.Builder call =
        Call.builder(room).startedAt(event.roomCreatedAt()).recordingUrl(event.recordingUrl());
    LiveKitParticipant participant = event.participant();
    if (participant != null && participant.isSip()) {
      onThePhone(call, event, participant);
    }
    return call.build();
  }

  private static void onThePhone(
      Call.Builder call, LiveKitEvent event, LiveKitParticipant participant) {
    CallDirection direction = participant.direction();
    boolean inbound = CallDirection.INBOUND.equals(direction);
    String phone = participant.phoneNumber();
    String trunk = participant.trunkPhoneNumber();
    call.callControlId(participant.sipCallId())
        .direction(direction)
        .from(inbound ? phone : trunk)
        .to(inbound ? trunk : phone);
    if (event.roomCreatedAt() == null) {
      call.startedAt(participant.joinedAt());
    }
    String status = participant.callStatus();
    if (status != null && OPEN.contains(status)) {
      call.answeredAt(participant.joinedAt()).state(CallState.ANSWERED);
    }
  }

  private static @Nullable CallStay stay(
      LiveKitEvent event, PlausibleTime times, Instant occurredAt) {
    LiveKitParticipant participant = event.participant();
    String identity = participant == null ? null : participant.identity();
    boolean left =
        event.name().equals(LiveKitEvent.PARTICIPANT_LEFT)
            || event.name().equals(LiveKitEvent.PARTICIPANT_CONNECTION_ABORTED);
    if (participant == null
        || identity == null
        || participant.sid() == null
        || !(left || event.name().equals(LiveKitEvent.PARTICIPANT_JOINED))
        || !(participant.isSip() || HELPERS.contains(participant.kind()))) {
      return null;
    }
    Instant joined = times.believed(participant.joinedAt());
    return new CallStay(
        participant.sid(),
        identity,
        role(participant),
        joined == null && !left ? occurredAt : joined,
        left ? occurredAt : null);
  }

  private static Role role(LiveKitParticipant participant) {
    if (!participant.isSip()) {
      return Role.HELPER;
    }
    return CallDirection.INBOUND.equals(participant.direction()) ? Role.CALLER : Role.CALLEE;
  }
}
