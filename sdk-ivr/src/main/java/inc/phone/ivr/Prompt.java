package inc.phone.ivr;

import inc.phone.internal.json.StrictJson;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something the caller hears in one language: a text to say, a recording, or both.
 *
 * <p>With both, the recording is played and the text stands for it where sound cannot be used.
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Prompt extends ConfigPart {
  /** How fast voices speak, as an estimate: an inference from speech engines' usual rate. */
  private static final int CHARACTERS_PER_SECOND = 14;

  private static final int MAX_SAY_LENGTH = 4_096;
  private static final Pattern HTTPS = Pattern.compile("https://[^\\s/?#@]+([/?#]\\S*)?");

  private final @Nullable String say;
  private final boolean ssml;
  private final @Nullable String voice;
  private final @Nullable String audioUrl;

  Prompt(ConfigFields fields) {
    super(fields.node());
    this.say = fields.text("say", 0, MAX_SAY_LENGTH);
    this.ssml = fields.bool("ssml", false);
    this.voice = fields.text("voice", 0, 128);
    this.audioUrl = audioUrl(fields);
    if (say != null && say.isBlank()) {
      fields.problem(Rule.E_PROMPT_EMPTY, "say", "there is nothing to say");
    } else if (!fields.has("say") && !fields.has("audio_url")) {
      fields.problem(Rule.E_PROMPT_EMPTY, "neither say nor audio_url");
    }
    fields.end();
  }

  /**
   * A text to be said.
   *
   * @param text 1 to 4,096 characters, not blank
   * @return the prompt
   * @throws IllegalArgumentException if the text is blank or too long
   */
  public static Prompt say(String text) {
    return new Prompt(ConfigFields.refusing(StrictJson.newObject().put("say", text)));
  }

  /**
   * A recording.
   *
   * @param url an https address without user name
   * @return the prompt
   * @throws IllegalArgumentException if the address is of another kind
   */
  public static Prompt audio(String url) {
    return new Prompt(ConfigFields.refusing(StrictJson.newObject().put("audio_url", url)));
  }

  private static @Nullable String audioUrl(ConfigFields fields) {
    String url = fields.text("audio_url", 0, Integer.MAX_VALUE);
    if (url == null || HTTPS.matcher(url).matches()) {
      return url;
    }
    fields.problem(Rule.E_AUDIO_SCHEME, "audio_url", "expected an https address");
    return null;
  }

  /**
   * The text to be said.
   *
   * @return the text, empty if there is only a recording
   */
  public Optional<String> say() {
    return Optional.ofNullable(say);
  }

  /**
   * Tells whether the text is markup for a speech engine (SSML).
   *
   * @return false by default
   */
  public boolean ssml() {
    return ssml;
  }

  /**
   * The voice the text is said in.
   *
   * @return a name the host's speech engine knows, empty for its own choice
   */
  public Optional<String> voice() {
    return Optional.ofNullable(voice);
  }

  /**
   * The recording.
   *
   * @return an https address, empty if there is only a text
   */
  public Optional<String> audioUrl() {
    return Optional.ofNullable(audioUrl);
  }

  /**
   * How long it takes to say, at about 14 characters a second; a recording without text counts as
   * nothing, since its length is not known here.
   *
   * @return an estimate in whole seconds, rounded up
   */
  public Duration estimatedLength() {
    int characters = say == null ? 0 : say.length();
    return Duration.ofSeconds((characters + CHARACTERS_PER_SECOND - 1) / CHARACTERS_PER_SECOND);
  }
}
