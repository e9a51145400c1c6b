package inc.phone.examples.shop;

import inc.phone.ivr.routing.InboundCallRouter;
import inc.phone.model.CallDirection;
import inc.phone.model.PhoneIncException;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.livekit.LiveKitEvent;
import inc.phone.webhooks.livekit.LiveKitParticipant;
import inc.phone.webhooks.spi.CallQueries;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells the router which inbound calls are over, by LiveKit's events: the caller has left, or the
 * room is finished. The router's call is LiveKit's SIP call. Thread-safe.
 */
final class HangUps {
  private final InboundCallRouter router;
  private final CallQueries calls;
  private final String source;
  private final Clock clock;

  HangUps(InboundCallRouter router, CallQueries calls, String source, Clock clock) {
    this.router = router;
    this.calls = calls;
    this.source = source;
    this.clock = clock;
  }

  /** Takes an event that was authenticated and kept. */
  void tell(byte[] body) {
    LiveKitEvent event;
    try {
      event = LiveKitEvent.parse(body);
    } catch (PhoneIncException e) {
      return; // it is in quarantine
    }
    callOver(event)
        .ifPresent(
            callId -> {
              Instant at = event.createdAt();
              router.hungUp(callId, at == null ? clock.instant() : at);
            });
  }

  private Optional<String> callOver(LiveKitEvent event) {
    return switch (event.name()) {
      case LiveKitEvent.PARTICIPANT_LEFT, LiveKitEvent.PARTICIPANT_CONNECTION_ABORTED ->
          Optional.ofNullable(event.participant())
              .filter(who -> CallDirection.INBOUND.equals(who.direction()))
              .map(LiveKitParticipant::sipCallId);
      case LiveKitEvent.ROOM_FINISHED ->
          Optional.ofNullable(event.roomName())
              .flatMap(room -> calls.call(new CallKey(source, room)))
              .filter(call -> CallDirection.INBOUND.equals(call.direction()))
              .map(CallRecord::callControlId);
      default -> Optional.empty();
    };
  }
}
