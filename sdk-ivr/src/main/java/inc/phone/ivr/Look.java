package inc.phone.ivr;

import inc.phone.ivr.CallGraph.Node;
import inc.phone.ivr.Drawing.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a place looks like: the shape of its box and the lines in it. */
record Look(Shape shape, List<String> lines, boolean isEnd) {
  static Look of(Node node, IvrConfig config, DiagramOptions options) {
    String locale = options.locale().orElse(config.defaultLocale());
    String menu = node.menu();
    if (menu != null) {
      return menu(menu, config, options, locale);
    }
    IvrAction action = node.action();
    return action == null
        ? new Look(Shape.ROUND, List.of("Call"), false)
        : action.accept(new Painter(locale, config.defaultLocale(), options));
  }

  private static Look menu(String id, IvrConfig config, DiagramOptions options, String locale) {
    List<String> lines = new ArrayList<>(List.of("Menu " + Label.of(id)));
    if (options.promptsShown()) {
      config
          .menu(id)
          .flatMap(menu -> menu.greeting().resolve(locale, config.defaultLocale()))
          .flatMap(Prompt::say)
          .ifPresent(text -> lines.add(Label.of(text)));
    }
    return new Look(Shape.MENU, lines, false);
  }

  /** One look per kind of action. */
  private record Painter(String locale, String otherwise, DiagramOptions options)
      implements ActionVisitor<Look> {
    @Override
    public Look otherwise(IvrAction action) {
      return new Look(Shape.PLAIN, List.of("Unknown: " + Label.of(action.type())), false);
    }

    @Override
    public Look forward(ForwardAction forward) {
      String number = options.numbersMasked() ? MaskedNumber.of(forward.to()) : forward.to();
      return new Look(
          Shape.CALL,
          List.of("Forward", Label.of(number), "ring " + forward.ringTimeout().toSeconds() + " s"),
          false);
    }

    @Override
    public Look voicemail(VoicemailAction voicemail) {
      return new Look(
          Shape.ROUND, List.of("Voicemail \"" + Label.of(voicemail.mailbox()) + "\""), true);
    }

    @Override
    public Look aiReceptionist(AiReceptionistAction ai) {
      List<String> lines = new ArrayList<>(List.of("AI receptionist"));
      ai.agent().ifPresent(agent -> lines.add(Label.of(agent)));
      return new Look(Shape.ASSISTANT, lines, false);
    }

    @Override
    public Look menu(MenuAction goTo) {
      return new Look(Shape.PLAIN, List.of("Missing menu " + Label.of(goTo.menu())), false);
    }

    @Override
    public Look play(PlayAction play) {
      List<String> lines = new ArrayList<>(List.of("Play"));
      if (options.promptsShown()) {
        play.prompt()
            .resolve(locale, otherwise)
            .flatMap(Prompt::say)
            .ifPresent(text -> lines.add(Label.of(text)));
      }
      return new Look(Shape.PLAIN, lines, false);
    }

    @Override
    public Look hangup(HangupAction hangup) {
      return new Look(Shape.ROUND, List.of("Hang up"), true);
    }
  }
}
