package inc.phone.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call as Phone.inc describes it, in a REST answer or inside a webhook event.
 *
 * <p>Immutable and thread-safe. Everything but the id may be null: the vendor documents null for a
 * value that is not known yet, and does not say for the rest. Numbers are kept as sent; see {@code
 * inc.phone.number.CallParty} for what they mean. Times are UTC, truncated to microseconds.
 *
 * <p>This file is long because a call has nineteen values, each with an accessor, a setter and the
 * standing of the fact; all its logic is in {@link #endedAt()}.
 *
 * @since 0.1.0
 */
public final class Call {
  private static final long MAX_SECONDS = 31 * 24 * 60 * 60;

  private final String id;
  private final @Nullable String callControlId;
  private final @Nullable String from;
  private final @Nullable String to;
  private final @Nullable CallDirection direction;
  private final @Nullable CallState state;
  private final @Nullable Instant startedAt;
  private final @Nullable Instant answeredAt;
  private final @Nullable Long duration;
  private final @Nullable String summary;
  private final @Nullable String transcription;
  private final @Nullable List<TranscriptSegment> transcriptionSegments;
  private final @Nullable String mainNumberId;
  private final @Nullable String mainNumberName;
  private final @Nullable String mainNumberNumber;
  private final @Nullable String mainNumberNumberFormatted;
  private final @Nullable List<CallEmployee> employees;
  private final @Nullable String initiatedByJson;
  private final @Nullable String recordingUrl;
  private final Map<String, String> unknownFields;

  private Call(Builder builder) {
    this.id = Objects.requireNonNull(builder.id, "id");
    this.callControlId = builder.callControlId;
    this.from = builder.from;
    this.to = builder.to;
    this.direction = builder.direction;
    this.state = builder.state;
    this.startedAt = builder.startedAt;
    this.answeredAt = builder.answeredAt;
    this.duration = builder.duration;
    this.summary = builder.summary;
    this.transcription = builder.transcription;
    this.transcriptionSegments =
        builder.transcriptionSegments == null ? null : List.copyOf(builder.transcriptionSegments);
    this.mainNumberId = builder.mainNumberId;
    this.mainNumberName = builder.mainNumberName;
    this.mainNumberNumber = builder.mainNumberNumber;
    this.mainNumberNumberFormatted = builder.mainNumberNumberFormatted;
    this.employees = builder.employees == null ? null : List.copyOf(builder.employees);
    this.initiatedByJson = builder.initiatedByJson;
    this.recordingUrl = builder.recordingUrl;
    this.unknownFields = Map.copyOf(builder.unknownFields);
  }

  /**
   * Starts a call.
   *
   * @param id see {@link #id()}
   * @return a builder with nothing else set
   */
  public static Builder builder(String id) {
    return new Builder().id(id);
  }

  /**
   * Starts from this call.
   *
   * @return a builder with every value of this one
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.id = id;
    builder.callControlId = callControlId;
    builder.from = from;
    builder.to = to;
    builder.direction = direction;
    builder.state = state;
    builder.startedAt = startedAt;
    builder.answeredAt = answeredAt;
    builder.duration = duration;
    builder.summary = summary;
    builder.transcription = transcription;
    builder.transcriptionSegments = transcriptionSegments;
    builder.mainNumberId = mainNumberId;
    builder.mainNumberName = mainNumberName;
    builder.mainNumberNumber = mainNumberNumber;
    builder.mainNumberNumberFormatted = mainNumberNumberFormatted;
    builder.employees = employees;
    builder.initiatedByJson = initiatedByJson;
    builder.recordingUrl = recordingUrl;
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
   * Another identifier, e.g. {@code v3:...}; opaque. Documented by example.
   *
   * @return the value or null
   */
  public @Nullable String callControlId() {
    return callControlId;
  }

  /**
   * Who calls, E.164 when the caller does not withhold it. Documented.
   *
   * @return the value or null
   */
  public @Nullable String from() {
    return from;
  }

  /**
   * Who is called, E.164. Documented.
   *
   * @return the value or null
   */
  public @Nullable String to() {
    return to;
  }

  /**
   * Inbound or outbound. Documented.
   *
   * @return the value or null
   */
  public @Nullable CallDirection direction() {
    return direction;
  }

  /**
   * Where the call stands. Documented; only two values are known.
   *
   * @return the value or null
   */
  public @Nullable CallState state() {
    return state;
  }

  /**
   * When it started; null for calls not started yet. Documented.
   *
   * @return the value or null
   */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /**
   * When it was answered; null for missed or rejected calls. Documented.
   *
   * @return the value or null
   */
  public @Nullable Instant answeredAt() {
    return answeredAt;
  }

  /**
   * Seconds since the answer; null while in progress. Documented. Negative values are kept as sent.
   *
   * @return the value or null
   */
  public @Nullable Long duration() {
    return duration;
  }

  /**
   * When the call was over, as far as that can be told: the answer and the time spoken since then.
   * The vendor gives no such time, so this is computed, and null for a call that nobody answered.
   * Inference.
   *
   * @return the time or null; null as well for a duration that is negative or beyond 31 days
   */
  public @Nullable Instant endedAt() {
    return answeredAt == null || duration == null || duration < 0 || duration > MAX_SECONDS
        ? null
        : answeredAt.plusSeconds(duration);
  }

  /**
   * A generated summary, made some time after the end. Documented.
   *
   * @return the value or null
   */
  public @Nullable String summary() {
    return summary;
  }

  /**
   * The whole transcription. Documented.
   *
   * @return the value or null
   */
  public @Nullable String transcription() {
    return transcription;
  }

  /**
   * The transcription by speaker. Documented.
   *
   * @return the value or null
   */
  public @Nullable List<TranscriptSegment> transcriptionSegments() {
    return transcriptionSegments;
  }

  /**
   * Id of the company number of this call. Documented.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberId() {
    return mainNumberId;
  }

  /**
   * Label of that number, e.g. Sales. Documented by example.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberName() {
    return mainNumberName;
  }

  /**
   * That number, E.164. Documented by example.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumber() {
    return mainNumberNumber;
  }

  /**
   * That number for display, in a national form. Documented by example.
   *
   * @return the value or null
   */
  public @Nullable String mainNumberNumberFormatted() {
    return mainNumberNumberFormatted;
  }

  /**
   * Employees who handled the call. Documented by example.
   *
   * @return the value or null
   */
  public @Nullable List<CallEmployee> employees() {
    return employees;
  }

  /**
   * The JSON of {@code initiated_by}, whose type is unknown; presumably who placed an outbound call
   * (inference).
   *
   * @return the value or null
   */
  public @Nullable String initiatedByJson() {
    return initiatedByJson;
  }

  /**
   * Where the recording is. The vendor shows none on calls; the flat event format has {@code
   * audio_url}.
   *
   * @return the value or null
   */
  public @Nullable String recordingUrl() {
    return recordingUrl;
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
    return "Call[" + id + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Call that
        && Objects.equals(id, that.id)
        && Objects.equals(callControlId, that.callControlId)
        && Objects.equals(from, that.from)
        && Objects.equals(to, that.to)
        && Objects.equals(direction, that.direction)
        && Objects.equals(state, that.state)
        && Objects.equals(startedAt, that.startedAt)
        && Objects.equals(answeredAt, that.answeredAt)
        && Objects.equals(duration, that.duration)
        && Objects.equals(summary, that.summary)
        && Objects.equals(transcription, that.transcription)
        && Objects.equals(transcriptionSegments, that.transcriptionSegments)
        && Objects.equals(mainNumberId, that.mainNumberId)
        && Objects.equals(mainNumberName, that.mainNumberName)
        && Objects.equals(mainNumberNumber, that.mainNumberNumber)
        && Objects.equals(mainNumberNumberFormatted, that.mainNumberNumberFormatted)
        && Objects.equals(employees, that.employees)
        && Objects.equals(initiatedByJson, that.initiatedByJson)
        && Objects.equals(recordingUrl, that.recordingUrl);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, callControlId, from);
  }

  /**
   * Collects the values of a {@link Call}. Not thread-safe; every setter takes null for "not known"
   * unless it says otherwise.
   */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String callControlId;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable CallDirection direction;
    private @Nullable CallState state;
    private @Nullable Instant startedAt;
    private @Nullable Instant answeredAt;
    private @Nullable Long duration;
    private @Nullable String summary;
    private @Nullable String transcription;
    private @Nullable List<TranscriptSegment> transcriptionSegments;
    private @Nullable String mainNumberId;
    private @Nullable String mainNumberName;
    private @Nullable String mainNumberNumber;
    private @Nullable String mainNumberNumberFormatted;
    private @Nullable List<CallEmployee> employees;
    private @Nullable String initiatedByJson;
    private @Nullable String recordingUrl;
    private Map<String, String> unknownFields = Map.of();

    private Builder() {}

    /**
     * Sets {@link Call#id()}.
     *
     * @param value the value
     * @return this builder
     */
    public Builder id(String value) {
      this.id = value;
      return this;
    }

    /**
     * Sets {@link Call#callControlId()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder callControlId(@Nullable String value) {
      this.callControlId = value;
      return this;
    }

    /**
     * Sets {@link Call#from()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder from(@Nullable String value) {
      this.from = value;
      return this;
    }

    /**
     * Sets {@link Call#to()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder to(@Nullable String value) {
      this.to = value;
      return this;
    }

    /**
     * Sets {@link Call#direction()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder direction(@Nullable CallDirection value) {
      this.direction = value;
      return this;
    }

    /**
     * Sets {@link Call#state()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder state(@Nullable CallState value) {
      this.state = value;
      return this;
    }

    /**
     * Sets {@link Call#startedAt()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder startedAt(@Nullable Instant value) {
      this.startedAt = value;
      return this;
    }

    /**
     * Sets {@link Call#answeredAt()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder answeredAt(@Nullable Instant value) {
      this.answeredAt = value;
      return this;
    }

    /**
     * Sets {@link Call#duration()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder duration(@Nullable Long value) {
      this.duration = value;
      return this;
    }

    /**
     * Sets {@link Call#summary()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder summary(@Nullable String value) {
      this.summary = value;
      return this;
    }

    /**
     * Sets {@link Call#transcription()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder transcription(@Nullable String value) {
      this.transcription = value;
      return this;
    }

    /**
     * Sets {@link Call#transcriptionSegments()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder transcriptionSegments(@Nullable List<TranscriptSegment> value) {
      this.transcriptionSegments = value;
      return this;
    }

    /**
     * Sets {@link Call#mainNumberId()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberId(@Nullable String value) {
      this.mainNumberId = value;
      return this;
    }

    /**
     * Sets {@link Call#mainNumberName()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberName(@Nullable String value) {
      this.mainNumberName = value;
      return this;
    }

    /**
     * Sets {@link Call#mainNumberNumber()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberNumber(@Nullable String value) {
      this.mainNumberNumber = value;
      return this;
    }

    /**
     * Sets {@link Call#mainNumberNumberFormatted()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder mainNumberNumberFormatted(@Nullable String value) {
      this.mainNumberNumberFormatted = value;
      return this;
    }

    /**
     * Sets {@link Call#employees()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder employees(@Nullable List<CallEmployee> value) {
      this.employees = value;
      return this;
    }

    /**
     * Sets {@link Call#initiatedByJson()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder initiatedByJson(@Nullable String value) {
      this.initiatedByJson = value;
      return this;
    }

    /**
     * Sets {@link Call#recordingUrl()}.
     *
     * @param value the value or null
     * @return this builder
     */
    public Builder recordingUrl(@Nullable String value) {
      this.recordingUrl = value;
      return this;
    }

    /**
     * Sets {@link Call#unknownFields()}.
     *
     * @param value JSON by name
     * @return this builder
     */
    public Builder unknownFields(Map<String, String> value) {
      this.unknownFields = Objects.requireNonNull(value, "unknownFields");
      return this;
    }

    /**
     * Makes the call.
     *
     * @return an immutable value
     */
    public Call build() {
      return new Call(this);
    }
  }
}
