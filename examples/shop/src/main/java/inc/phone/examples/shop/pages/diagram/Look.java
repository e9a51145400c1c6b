package inc.phone.examples.shop.pages.diagram;

import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.ForwardAction;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.VoicemailAction;

/** What the box of an action says. */
final class Look {
  private Look() {}

  static String kind(IvrAction action) {
    return switch (action.type()) {
      case "forward", "voicemail", "ai_receptionist", "repeat", "back", "play", "hangup" ->
          action.type();
      default -> "unknown";
    };
  }

  static String value(IvrAction action) {
    if (action instanceof ForwardAction forward) {
      return forward.to();
    }
    if (action instanceof VoicemailAction voicemail) {
      return voicemail.mailbox();
    }
    if (action instanceof AiReceptionistAction assistant) {
      return assistant.agent().orElse("");
    }
    return kind(action).equals("unknown") ? action.type() : "";
  }
}
