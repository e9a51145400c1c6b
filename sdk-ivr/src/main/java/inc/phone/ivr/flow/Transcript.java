package inc.phone.ivr.flow;

import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.MaskedNumber;
import inc.phone.ivr.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened in a simulated call so far: lines with times. Immutable. */
final class Transcript {
  static final Transcript EMPTY = new Transcript(Duration.ZERO, List.of(), List.of());

  private final Duration elapsed;
  private final List<String> lines;
  private final List<String> heard;

  private Transcript(Duration elapsed, List<String> lines, List<String> heard) {
    this.elapsed = elapsed;
    this.lines = lines;
    this.heard = heard;
  }

  Duration elapsed() {
    return elapsed;
  }

  List<String> lines() {
    return lines;
  }

  List<String> heard() {
    return heard;
  }

  Transcript with(String line) {
    return new Transcript(elapsed, appended(lines, clock() + line), heard);
  }

  Transcript after(Duration time) {
    return new Transcript(elapsed.plus(time), lines, heard);
  }

  /** The transcript with what the host does now. */
  Transcript with(List<FlowEffect> effects, IvrConfig config) {
    Writer writer = new Writer(this, config);
    effects.forEach(effect -> effect.accept(writer));
    return writer.transcript;
  }

  private Transcript hearing(Prompt prompt) {
    String words = prompt.say().orElseGet(() -> "[" + prompt.audioUrl().orElse("") + "]");
    Transcript next = with("hears: " + oneLine(words));
    return new Transcript(
        elapsed.plus(prompt.estimatedLength()), next.lines, appended(heard, words));
  }

  private String clock() {
    long seconds = elapsed.toSeconds();
    String rest = Long.toString(seconds % 60);
    return seconds / 60 + ":" + (rest.length() < 2 ? "0" : "") + rest + "  ";
  }

  /** No text of a configuration may look like a line of ours. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  private static List<String> appended(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }

  /** Writes one line per effect. */
  private static final class Writer implements FlowHandler {
    private final IvrConfig config;
    private Transcript transcript;

    Writer(Transcript transcript, IvrConfig config) {
      this.transcript = transcript;
      this.config = config;
    }

    @Override
    public void say(FlowEffect.Say effect) {
      transcript = transcript.hearing(effect.prompt());
    }

    @Override
    public void listen(FlowEffect.Listen effect) {
      // the caller's turn; what comes of it is the next line
    }

    @Override
    public void branchChosen(FlowEffect.BranchChosen effect) {
      transcript = transcript.with("chooses " + effect.branchId());
    }

    @Override
    public void forward(FlowEffect.Forward effect) {
      transcript = transcript.with("ringing at " + MaskedNumber.of(effect.to()));
    }

    @Override
    public void takeMessage(FlowEffect.TakeMessage effect) {
      effect.greeting().ifPresent(prompt -> transcript = transcript.hearing(prompt));
      transcript = transcript.with("leaves a message in \"" + effect.mailbox() + "\"");
    }

    @Override
    public void assistant(FlowEffect.Assistant effect) {
      AiReceptionistAction ai = effect.action();
      transcript =
          transcript.with(
              "assistant"
                  + ai.agent().map(name -> " " + oneLine(name)).orElse("")
                  + " takes the call");
      ai.firstMessage()
          .resolve(effect.locale(), config.defaultLocale())
          .ifPresent(prompt -> transcript = transcript.hearing(prompt));
    }

    @Override
    public void hangUp(FlowEffect.HangUp effect) {
      transcript = transcript.with("is hung up on");
    }

    @Override
    public void problem(FlowEffect.Problem effect) {
      transcript = transcript.with("problem " + effect.code());
    }
  }
}
