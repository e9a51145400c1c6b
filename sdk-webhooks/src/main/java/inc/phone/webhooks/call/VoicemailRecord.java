package inc.phone.webhooks.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A voicemail as all events of its call so far tell it: one row of the voicemail list.
 *
 * <p>Immutable and thread-safe. Customer, match and branch are those of the {@link #call()}.
 *
 * @since 0.1.0
 */
public final class VoicemailRecord {
  private final CallRecord call;
  private final String id;
  private final Registers fields;

  VoicemailRecord(CallRecord call, String id, Registers fields) {
    this.call = call;
    this.id = id;
    this.fields = fields;
  }

  /**
   * The call that left the message.
   *
   * @return the value
   */
  public CallRecord call() {
    return call;
  }

  /**
   * The sender's id, or vm: and the call id where it gives none.
   *
   * @return the value
   */
  public String voicemailId() {
    return id;
  }

  /**
   * Who left the message, as sent; of the call, if the voicemail does not say.
   *
   * @return the value or null
   */
  public @Nullable String from() {
    return orElse(fields.get(Field.FROM), call.from());
  }

  /**
   * Label of the company number; of the call, if the voicemail does not say.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberName() {
    return orElse(fields.get(Field.MAIN_NUMBER_NAME), call.mainNumberName());
  }

  /**
   * The company number; of the call, if the voicemail does not say.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumber() {
    return orElse(fields.get(Field.MAIN_NUMBER_NUMBER), call.mainNumberNumber());
  }

  /**
   * The text; null until transcribed.
   *
   * @return the value or null
   */
  public @Nullable String transcription() {
    return fields.get(Field.TRANSCRIPTION);
  }

  /**
   * Where the audio is; links of the vendor expire.
   *
   * @return the value or null
   */
  public @Nullable String audioUrl() {
    return fields.get(Field.RECORDING_URL);
  }

  /**
   * When it was recorded.
   *
   * @return the value or null
   */
  public @Nullable Instant createdAt() {
    return fields.get(Field.CREATED_AT);
  }

  /**
   * The time of the voicemail.transcription_done event.
   *
   * @return the value or null
   */
  public @Nullable Instant transcribedAt() {
    return fields.get(Field.TRANSCRIBED_AT);
  }

  /**
   * Where the voicemail stands in lists: its creation, else its transcription, else the call.
   *
   * @return the value
   */
  public Instant sortedAt() {
    Instant createdAt = createdAt();
    Instant transcribedAt = transcribedAt();
    return createdAt != null ? createdAt : transcribedAt != null ? transcribedAt : call.sortedAt();
  }

  private static @Nullable String orElse(@Nullable String own, @Nullable String ofCall) {
    return own != null ? own : ofCall;
  }

  /** Shows identifiers only: the rest is personal. */
  @Override
  public String toString() {
    return "VoicemailRecord[" + id + " of " + call.key() + "]";
  }
}
