package inc.phone.examples.simulator.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.call.Choice;
import inc.phone.examples.simulator.call.Message;
import inc.phone.examples.simulator.call.Moment;
import inc.phone.examples.simulator.call.MomentType;
import inc.phone.examples.simulator.call.SimulatedCall;
import java.time.Duration;

/** Events in both formats: the vendor's envelope and the flat one of shops. */
public final class EventJson {
  private EventJson() {}

  /**
   * An event as it is told.
   *
   * @param event what happened
   * @param momentsLater how much later the call in the envelope is looked at, in moments; the flat
   *     format shows no call
   * @param stampedLater how much later than the moment the envelope's timestamp is
   * @return the body
   */
  public static ObjectNode of(CallEvent event, int momentsLater, Duration stampedLater) {
    return event.call().flat() ? flat(event) : envelope(event, momentsLater, stampedLater);
  }

  private static ObjectNode envelope(CallEvent event, int momentsLater, Duration stampedLater) {
    Moment moment = event.moment();
    Message message = event.call().message();
    ObjectNode data = CallJson.call(event.call(), event.happened(momentsLater));
    if (message != null && moment.type() == MomentType.VOICEMAIL) {
      data.set("voicemail", CallJson.nestedVoicemail(event.call(), message, false));
    } else if (message != null && moment.type() == MomentType.VOICEMAIL_TRANSCRIBED) {
      data.set("voicemail", CallJson.nestedVoicemail(event.call(), message, true));
    }
    ObjectNode envelope =
        Json.object()
            .put("event", moment.type().event())
            .put("timestamp", Json.time(moment.at().plus(stampedLater)));
    return envelope.set("data", data);
  }

  private static ObjectNode flat(CallEvent event) {
    SimulatedCall call = event.call();
    Moment moment = event.moment();
    ObjectNode json =
        Json.object()
            .put("event_id", "evt_" + call.id().substring("call_".length()) + event.index())
            .put("event_type", moment.type().flatType())
            .put("event_ts", Json.time(moment.at()))
            .put("call_id", call.id())
            .put("from", call.parties().from());
    Choice choice = call.choice();
    Message message = call.message();
    if (choice != null && moment.type() == MomentType.BRANCH_SELECTED) {
      json.put("digit", choice.digit()).put("branch_id", choice.branchId());
    } else if (call.menuRecordingUrl() != null && moment.type() == MomentType.ENDED) {
      json.put("audio_url", call.menuRecordingUrl());
    } else if (message != null && moment.type() == MomentType.VOICEMAIL) {
      json.put("audio_url", message.audioUrl());
    } else if (message != null
        && message.text() != null
        && moment.type() == MomentType.VOICEMAIL_TRANSCRIBED) {
      json.put("transcript", message.text().words()).put("audio_url", message.audioUrl());
    }
    return json;
  }
}
