package inc.phone.ivr.routing;

import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StorableText;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that has come in and waits for an agent.
 *
 * <p>The JSON is documented by one host platform, whose bridge sends it; LiveKit itself does not.
 * Its fields are LiveKit's SIP attributes under other names. Immutable and thread-safe; {@link
 * #toString()} shows no number.
 *
 * @since 0.1.0
 */
public final class InboundCallRequest {
  /** The longest number, or what stands for one, in characters. */
  public static final int MAX_NUMBER_LENGTH = 128;

  private final String callId;
  private final @Nullable String trunkId;
  private final @Nullable String trunkPhoneNumber;
  private final @Nullable String fromNumber;
  private final String toNumber;
  private final @Nullable String roomName;

  private InboundCallRequest(Builder builder) {
    this.callId = builder.callId;
    this.trunkId = builder.trunkId;
    this.trunkPhoneNumber = builder.trunkPhoneNumber;
    this.fromNumber = builder.fromNumber;
    this.toNumber = builder.toNumber;
    this.roomName = builder.roomName;
  }

  /**
   * Starts a request.
   *
   * @param callId what makes the call unique, 1 to 128 printable characters
   * @param toNumber what was dialled, 1 to {@value #MAX_NUMBER_LENGTH} characters
   * @return a builder
   * @throws IllegalArgumentException if one is anything else
   */
  public static Builder builder(String callId, String toNumber) {
    return new Builder(callId, toNumber);
  }

  /**
   * Reads {@code {"call_id", "trunk_id", "trunk_phone_number", "from_number", "to_number",
   * "room_name"}}.
   *
   * <p>Required are {@code call_id}, {@code from_number} and {@code to_number}; in place of the
   * last one {@code trunk_phone_number} is taken. A withheld caller is an empty {@code from_number}
   * or a word such as {@code anonymous}. Other fields are ignored.
   *
   * @param body the exact bytes
   * @return the request, or what is wrong with it
   */
  public static ParsedRequest parse(byte[] body) {
    try {
      JsonFields json = StrictJson.readObject(body);
      return new ParsedRequest.Valid(read(json));
    } catch (UnreadableJsonException e) {
      return new ParsedRequest.Invalid(Objects.requireNonNullElse(e.getMessage(), "unreadable"));
    } catch (IllegalArgumentException e) {
      return new ParsedRequest.Invalid(String.valueOf(e.getMessage()));
    }
  }

  private static InboundCallRequest read(JsonFields json) {
    String trunkPhoneNumber = json.text("trunk_phone_number");
    String toNumber = json.text("to_number");
    if (toNumber == null || toNumber.isBlank()) {
      toNumber = trunkPhoneNumber;
    }
    if (!json.has("from_number")) {
      throw new IllegalArgumentException("from_number is required; empty if it is withheld");
    }
    return builder(required("call_id", json.id("call_id")), required("to_number", toNumber))
        .fromNumber(json.text("from_number"))
        .trunkId(json.text("trunk_id"))
        .trunkPhoneNumber(trunkPhoneNumber)
        .roomName(json.text("room_name"))
        .build();
  }

  private static String required(String name, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value;
  }

  /**
   * What makes the call unique; LiveKit's {@code sip.callID}.
   *
   * @return the id
   */
  public String callId() {
    return callId;
  }

  /**
   * The SIP trunk the call came over.
   *
   * @return its id or null
   */
  public @Nullable String trunkId() {
    return trunkId;
  }

  /**
   * The number of the trunk.
   *
   * @return the text or null
   */
  public @Nullable String trunkPhoneNumber() {
    return trunkPhoneNumber;
  }

  /**
   * Who calls, as sent.
   *
   * @return the text, or null if it is withheld
   */
  public @Nullable String fromNumber() {
    return fromNumber;
  }

  /**
   * What was dialled, as sent; not always a number.
   *
   * @return the text
   */
  public String toNumber() {
    return toNumber;
  }

  /**
   * The room the call waits in.
   *
   * @return its name or null
   */
  public @Nullable String roomName() {
    return roomName;
  }

  @Override
  public String toString() {
    return "InboundCallRequest[" + callId + "]";
  }

  /**
   * Puts a request together. Not thread-safe. Blank text is the same as null.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final String callId;
    private final String toNumber;
    private @Nullable String trunkId;
    private @Nullable String trunkPhoneNumber;
    private @Nullable String fromNumber;
    private @Nullable String roomName;

    private Builder(String callId, String toNumber) {
      if (!StorableText.isId(callId)) {
        throw new IllegalArgumentException("call_id must be 1 to 128 printable characters");
      }
      String dialled = bounded("to_number", toNumber);
      if (dialled == null) {
        throw new IllegalArgumentException("to_number is required");
      }
      this.callId = callId;
      this.toNumber = dialled;
    }

    /**
     * Names the trunk.
     *
     * @param value its id or null
     * @return this
     * @throws IllegalArgumentException if it is longer than {@value #MAX_NUMBER_LENGTH} characters
     */
    public Builder trunkId(@Nullable String value) {
      this.trunkId = bounded("trunk_id", value);
      return this;
    }

    /**
     * Says the trunk's number.
     *
     * @param value the text or null
     * @return this
     * @throws IllegalArgumentException if it is longer than {@value #MAX_NUMBER_LENGTH} characters
     */
    public Builder trunkPhoneNumber(@Nullable String value) {
      this.trunkPhoneNumber = bounded("trunk_phone_number", value);
      return this;
    }

    /**
     * Says who calls.
     *
     * @param value the text, or null if it is withheld
     * @return this
     * @throws IllegalArgumentException if it is longer than {@value #MAX_NUMBER_LENGTH} characters
     */
    public Builder fromNumber(@Nullable String value) {
      this.fromNumber = bounded("from_number", value);
      return this;
    }

    /**
     * Names the room.
     *
     * @param value its name or null
     * @return this
     * @throws IllegalArgumentException if it is not 1 to 128 printable characters
     */
    public Builder roomName(@Nullable String value) {
      String name = bounded("room_name", value);
      if (name != null && !StorableText.isId(name)) {
        throw new IllegalArgumentException("room_name must be 1 to 128 printable characters");
      }
      this.roomName = name;
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the request
     */
    public InboundCallRequest build() {
      return new InboundCallRequest(this);
    }

    private static @Nullable String bounded(String name, @Nullable String value) {
      if (value == null || value.isBlank()) {
        return null;
      }
      if (value.length() > MAX_NUMBER_LENGTH) {
        throw new IllegalArgumentException(
            name + " must be at most " + MAX_NUMBER_LENGTH + " characters, has " + value.length());
      }
      return StorableText.repaired(value);
    }
  }
}
