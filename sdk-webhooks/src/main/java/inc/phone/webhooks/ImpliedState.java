package inc.phone.webhooks;

import inc.phone.model.Call;
import inc.phone.model.CallState;
import inc.phone.model.EventType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call's state is after an event that does not say it; the flat format never does. */
final class ImpliedState {
  private static final Map<EventType, CallState> BY_TYPE =
      Map.of(
          EventType.CALL_INITIATED, CallState.INITIATED,
          EventType.CALL_ANSWERED, CallState.ANSWERED,
          EventType.CALL_ENDED, CallState.ENDED,
          EventType.CALL_LOST, CallState.ENDED);

  private ImpliedState() {}

  static @Nullable Call fill(EventType type, @Nullable Call call) {
    CallState implied = BY_TYPE.get(type);
    return call == null || call.state() != null || implied == null
        ? call
        : call.toBuilder().state(implied).build();
  }
}
