package inc.phone.ivr;

import java.util.List;

/** Shows every action and every prompt of a configuration, with its JSON pointer. */
final class ConfigWalk {
  /** Is shown what there is. */
  interface Visitor {
    default void action(IvrAction action, String pointer) {}

    default void prompts(Localized<Prompt> prompts, String pointer) {}

    default void texts(Localized<String> texts, String pointer) {}
  }

  private final Visitor visitor;

  private ConfigWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  static void over(IvrConfig config, Visitor visitor) {
    ConfigWalk walk = new ConfigWalk(visitor);
    config.hours().ifPresent(walk::hours);
    config.menus().forEach((id, menu) -> walk.menu(menu, ConfigFields.child("/menus", id)));
  }

  private void hours(OpeningHours hours) {
    action(hours.closed(), "/hours/closed");
    List<HoursException> exceptions = hours.exceptions();
    for (int i = 0; i < exceptions.size(); i++) {
      String pointer = "/hours/exceptions/" + i + "/action";
      exceptions.get(i).action().ifPresent(action -> action(action, pointer));
    }
  }

  private void menu(IvrMenu menu, String pointer) {
    prompts(menu.greeting(), pointer + "/greeting");
    prompts(menu.ownReprompt(), pointer + "/reprompt");
    for (int i = 0; i < menu.branches().size(); i++) {
      action(menu.branches().get(i).action(), pointer + "/branches/" + i + "/action");
    }
    attempts(menu.noInput(), pointer + "/no_input");
    attempts(menu.invalid(), pointer + "/invalid");
  }

  private void attempts(AttemptLimit attempts, String pointer) {
    prompts(attempts.prompt(), pointer + "/prompt");
    action(attempts.then(), pointer + "/then");
  }

  private void action(IvrAction action, String pointer) {
    visitor.action(action, pointer);
    if (action instanceof ForwardAction forward) {
      forward.noAnswer().ifPresent(next -> action(next, pointer + "/no_answer"));
    } else if (action instanceof VoicemailAction voicemail) {
      prompts(voicemail.greeting(), pointer + "/greeting");
    } else if (action instanceof PlayAction play) {
      prompts(play.prompt(), pointer + "/prompt");
      action(play.then(), pointer + "/then");
    } else if (action instanceof HangupAction hangup) {
      prompts(hangup.prompt(), pointer + "/prompt");
    } else if (action instanceof AiReceptionistAction ai) {
      receptionist(ai, pointer);
    }
  }

  private void receptionist(AiReceptionistAction ai, String pointer) {
    if (!ai.prompt().isEmpty()) {
      visitor.texts(ai.prompt(), pointer + "/prompt");
    }
    prompts(ai.firstMessage(), pointer + "/first_message");
    for (int i = 0; i < ai.handoffs().size(); i++) {
      action(ai.handoffs().get(i).action(), pointer + "/handoffs/" + i + "/action");
    }
    action(ai.fallback(), pointer + "/fallback");
  }

  private void prompts(Localized<Prompt> prompts, String pointer) {
    if (!prompts.isEmpty()) {
      visitor.prompts(prompts, pointer);
    }
  }
}
