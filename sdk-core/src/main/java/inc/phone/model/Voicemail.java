package inc.phone.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A voicemail as Phone.inc describes it, in a REST answer or nested in a webhook event.
 *
 * <p>Immutable and thread-safe. Everything but the id may be null. The REST resource and the
 * webhook payload name the company number differently ({@code main_number} and {@code
 * main_number_number}); both are read into the same accessors. The resource has no call id: only
 * webhook payloads link a voicemail to its call. Times are UTC, truncated to microseconds.
 *
 * @since 0.1.0
 */
public final class Voicemail {
  private final String id;
  private final @Nullable String from;
  private final @Nullable String transcription;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant listenedAt;
  private final @Nullable String recordingUrl;
  private final @Nullable String mainNumberId;
  private final @Nullable String mainNumberName;
  private final @Nullable String mainNumberNumber;
  private final @Nullable String mainNumberNumberFormatted;
  private final Map<String, String> unknownFields;

  private Voicemail(Builder builder) {
    this.id = Objects.requireNonNull(builder.id, "id");
    this.from = builder.from;
    this.transcription = builder.transcription;
    this.createdAt = builder.createdAt;
    this.listenedAt = builder.listenedAt;
    this.recordingUrl = builder.recordingUrl;
    this.mainNumberId = builder.mainNumberId;
    this.mainNumberName = builder.mainNumberName;
    this.mainNumberNumber = builder.mainNumberNumber;
    this.mainNumberNumberFormatted = builder.mainNumberNumberFormatted;
    this.unknownFields = Map.copyOf(builder.unknownFields);
  }

  /**
   * Starts a voicemail.
   *
   * @param id see {@link #id()}
   * @return a builder with nothing else set
   */
  public static Builder builder(String id) {
    return new Builder().id(id);
  }

  /**
   * Starts from this voicemail.
   *
   * @return a builder with every value of this one
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.id = id;
    builder.from = from;
    builder.transcription = transcription;
    builder.createdAt = createdAt;
    builder.listenedAt = listenedAt;
    builder.recordingUrl = recordingUrl;
    builder.mainNumberId = mainNumberId;
    builder.mainNumberName = mainNumberName;
    builder.mainNumberNumber = mainNumberNumber;
    builder.mainNumberNumberFormatted = mainNumberNumberFormatted;
    builder.unknownFields = unknownFields;
    return builder;
  }

  /**
   * The public identifier, opaque. Documented.
   *
   * @return the value
   */
  public String id() {
    return id;
  }

  /**
   * Who left the message, E.164 when not withheld. Documented.
   *
   * @return the value or null
   */
  public @Nullable String from() {
    return from;
  }

  /**
   * The text; null until transcribed. Documented.
   *
   * @return the value or null
   */
  public @Nullable String transcription() {
    return transcription;
  }

  /**
   * When it was recorded. Documented.
   *
   * @return the value or null
   */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /**
   * When it was first marked as listened to. Documented for REST only.
   *
   * @return the value or null
   */
  public @Nullable Instant listenedAt() {
    return listenedAt;
  }

  /**
   * A signed link made for this one answer: do not keep it for long. Documented for REST only; the
   * flat event format has {@code audio_url}.
   *
   * @return the value or null
   */
  public @Nullable String recordingUrl() {
    return recordingUrl;
  }

  /**
   * Id of the company number. Documented for REST only.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberId() {
    return mainNumberId;
  }

  /**
   * Label of that number. Documented.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberName() {
    return mainNumberName;
  }

  /**
   * That number, E.164. Documented.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumber() {
    return mainNumberNumber;
  }

  /**
   * That number for display. Documented for REST only.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumberFormatted() {
    return mainNumberNumberFormatted;
  }

  /**
   * Fields of a REST answer that this SDK does not know. Events have none here: what they carried
   * is in the bytes of the event.
   *
   * @return compact JSON by name; immutable, empty if there are none
   */
  public Map<String, String> unknownFields() {
    return unknownFields;
  }

  /** Shows the id only: the rest is personal. */
  @Override
  public String toString() {
    return "Voicemail[" + id + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Voicemail that
        && Objects.equals(id, that.id)
        && Objects.equals(from, that.from)
        && Objects.equals(transcription, that.transcription)
        && Objects.equals(createdAt, that.createdAt)
        && Objects.equals(listenedAt, that.listenedAt)
        && Objects.equals(recordingUrl, that.recordingUrl)
        && Objects.equals(mainNumberId, that.mainNumberId)
        && Objects.equals(mainNumberName, that.mainNumberName)
        && Objects.equals(mainNumberNumber, that.mainNumberNumber)
        && Objects.equals(mainNumberNumberFormatted, that.mainNumberNumberFormatted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, from, transcription);
  }

  /**
   * Collects the values of a {@link Voicemail}. Not thread-safe; every setter takes null for "not
   * known" unless it says otherwise.
   */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String from;
    private @Nullable String transcription;
    private @Nullable Instant createdAt;
    private @Nullable Instant listenedAt;
    private @Nullable String recordingUrl;
    private @Nullable String mainNumberId;
    private @Nullable String mainNumberName;
    private @Nullable String mainNumberNumber;
    private @Nullable String mainNumberNumberFormatted;
    private Map<String, String> unknownFields = Map.of();

    private Builder() {}

    /**
     * Sets {@link Voicemail#id()}.
     *
     * @param value the value
     * @return this builder
     */
    public Builder id(String value) {
      this.id = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#from()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder from(@Nullable String value) {
      this.from = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#transcription()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder transcription(@Nullable String value) {
      this.transcription = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#createdAt()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder createdAt(@Nullable Instant value) {
      this.createdAt = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#listenedAt()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder listenedAt(@Nullable Instant value) {
      this.listenedAt = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#recordingUrl()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder recordingUrl(@Nullable String value) {
      this.recordingUrl = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#mainNumberId()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberId(@Nullable String value) {
      this.mainNumberId = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#mainNumberName()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberName(@Nullable String value) {
      this.mainNumberName = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#mainNumberNumber()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberNumber(@Nullable String value) {
      this.mainNumberNumber = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#mainNumberNumberFormatted()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberNumberFormatted(@Nullable String value) {
      this.mainNumberNumberFormatted = value;
      return this;
    }

    /**
     * Sets {@link Voicemail#unknownFields()}.
     *
     * @param value JSON by name
     * @return this builder
     */
    public Builder unknownFields(Map<String, String> value) {
      this.unknownFields = Objects.requireNonNull(value, "unknownFields");
      return this;
    }

    /**
     * Makes the voicemail.
     *
     * @return an immutable value
     */
    public Voicemail build() {
      return new Voicemail(this);
    }
  }
}
