package inc.phone.ivr;

import inc.phone.internal.json.StrictJson;
import java.time.Duration;
import java.util.Objects;

/**
 * Takes a message.
 *
 * @since 0.1.0
 */
public final class VoicemailAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "voicemail";

  /** What happens to callers for whom nothing else is written. */
  static final VoicemailAction DEFAULT =
      new VoicemailAction(ConfigFields.refusing(StrictJson.newObject().put("type", TYPE)));

  private static final int DEFAULT_SECONDS = 180;

  private final String mailbox;
  private final Localized<Prompt> greeting;
  private final Duration maxLength;
  private final boolean transcribe;

  VoicemailAction(ConfigFields fields) {
    super(TYPE, fields);
    this.mailbox = Objects.requireNonNullElse(fields.slug("mailbox"), "default");
    this.greeting = fields.prompts("greeting");
    Integer seconds = fields.integer("max_length_secs", 5, 600);
    this.maxLength = Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : seconds);
    this.transcribe = fields.bool("transcribe", true);
  }

  /**
   * Where the message is kept.
   *
   * @return the mailbox, by default {@code default}
   */
  public String mailbox() {
    return mailbox;
  }

  /**
   * What the caller hears before the tone.
   *
   * @return the greeting; empty for the host's own
   */
  public Localized<Prompt> greeting() {
    return greeting;
  }

  /**
   * How long a message may be.
   *
   * @return 5 to 600 seconds, default 180
   */
  public Duration maxLength() {
    return maxLength;
  }

  /**
   * Tells whether the message is to be written down.
   *
   * @return true by default
   */
  public boolean transcribe() {
    return transcribe;
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.voicemail(this);
  }
}
