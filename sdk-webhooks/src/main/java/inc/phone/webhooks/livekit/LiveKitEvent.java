package inc.phone.webhooks.livekit;

import com.fasterxml.jackson.databind.node.TextNode;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One webhook event of LiveKit's. Observed in LiveKit's public code, except where marked.
 *
 * <p>Numbers of 64 bits come as text; fields that are zero or empty are left out; unknown events
 * and fields are fine. Delivery is not guaranteed, not once and not in order. Immutable and
 * thread-safe; {@link #toString()} shows no number.
 *
 * @since 0.1.0
 */
public final class LiveKitEvent {
  /** A room was made. */
  public static final String ROOM_STARTED = "room_started";

  /** A room is over. */
  public static final String ROOM_FINISHED = "room_finished";

  /** Somebody is in the room. */
  public static final String PARTICIPANT_JOINED = "participant_joined";

  /** Somebody is not in the room any more. */
  public static final String PARTICIPANT_LEFT = "participant_left";

  /** Somebody's connection never stood, or broke. */
  public static final String PARTICIPANT_CONNECTION_ABORTED = "participant_connection_aborted";

  /** A recording or a stream is over. */
  public static final String EGRESS_ENDED = "egress_ended";

  private static final Set<String> NAMES =
      Set.of(
          ROOM_STARTED,
          ROOM_FINISHED,
          PARTICIPANT_JOINED,
          PARTICIPANT_LEFT,
          PARTICIPANT_CONNECTION_ABORTED,
          "track_published",
          "track_unpublished",
          "egress_started",
          "egress_updated",
          EGRESS_ENDED,
          "ingress_started",
          "ingress_ended",
          "agent_job_started",
          "agent_job_ended");

  /** Documented by one shop platform; LiveKit has no event of that name. */
  private static final Map<String, String> ALIASES = Map.of("room.closed", ROOM_FINISHED);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final TextNode EMPTY = TextNode.valueOf(""); // the same as absent
  private static final Set<String> FAILED = Set.of("EGRESS_FAILED", "EGRESS_ABORTED");

  private final String name;
  private final @Nullable String id;
  private final @Nullable Instant createdAt;
  private final @Nullable String roomName;
  private final @Nullable String roomSid;
  private final @Nullable Instant roomCreatedAt;
  private final @Nullable LiveKitParticipant participant;
  private final @Nullable String egressId;
  private final @Nullable String recordingUrl;

  private LiveKitEvent(String name, JsonFields json) {
    this.name = name;
    this.id = id(json, "id");
    this.createdAt = seconds(json, "createdAt");
    JsonFields room = json.object("room");
    JsonFields egress = json.object("egressInfo");
    JsonFields ingress = json.object("ingressInfo");
    JsonFields who = json.object("participant");
    this.roomName = firstId(id(room, "name"), id(egress, "roomName"), id(ingress, "roomName"));
    this.roomSid = firstId(id(room, "sid"), id(egress, "roomId"), null);
    this.roomCreatedAt = room == null ? null : seconds(room, "creationTime");
    this.participant = who == null ? null : LiveKitParticipant.of(who);
    this.egressId = firstId(id(egress, "egressId"), id(ingress, "ingressId"), null);
    this.recordingUrl = egress == null || !name.equals(EGRESS_ENDED) ? null : recordingUrl(egress);
  }

  /**
   * Reads an event that was authenticated before.
   *
   * @param body the exact bytes of the body
   * @return the event
   * @throws inc.phone.model.PhoneIncException if the bytes are not one; the message names the place
   *     and no value
   */
  public static LiveKitEvent parse(byte[] body) {
    JsonFields json = StrictJson.readObject(body);
    String given = json.id("event");
    if (given == null) {
      throw json.problem("event", "a value");
    }
    String underscored = ALIASES.getOrDefault(given, given.replace('.', '_'));
    return new LiveKitEvent(NAMES.contains(underscored) ? underscored : given, json);
  }

  /**
   * What happened: LiveKit's word, also where the body has the form with a dot ({@code
   * participant.left}), which LiveKit does not send but a write-up shows. Unknown words are kept as
   * they are.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * What makes a repeat recognisable ({@code EV_…}).
   *
   * @return the id, or null from servers that give none
   */
  public @Nullable String id() {
    return id;
  }

  /**
   * When it happened.
   *
   * @return the time in whole seconds, or null
   */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /**
   * The room's name, which is the id of the call; of a recording, the room that was recorded.
   *
   * @return the name or null
   */
  public @Nullable String roomName() {
    return roomName;
  }

  /**
   * LiveKit's id of the room ({@code RM_…}); a name that is used again has another.
   *
   * @return the id or null
   */
  public @Nullable String roomSid() {
    return roomSid;
  }

  /**
   * When the room was made.
   *
   * @return the time in whole seconds, or null
   */
  public @Nullable Instant roomCreatedAt() {
    return roomCreatedAt;
  }

  /**
   * Whom it is about.
   *
   * @return the participant, or null
   */
  public @Nullable LiveKitParticipant participant() {
    return participant;
  }

  /**
   * Which recording, stream or source it is about ({@code EG_…}, {@code IN_…}).
   *
   * @return the id or null
   */
  public @Nullable String egressId() {
    return egressId;
  }

  /**
   * Where the recording is that ended well: the first file's location, as LiveKit's storage has it.
   *
   * @return the text, often but not always an https URL, or null
   */
  public @Nullable String recordingUrl() {
    return recordingUrl;
  }

  @Override
  public String toString() {
    return "LiveKitEvent[" + name + ", " + id + "]";
  }

  /** Seconds since 1970 as text, as LiveKit writes 64 bits, or as a number. */
  static @Nullable Instant seconds(JsonFields json, String name) {
    String text = json.textOrInteger(name);
    if (text == null || text.isEmpty() || text.equals("0")) {
      return null;
    }
    if (!SECONDS.matcher(text).matches()) {
      throw json.problem(name, "seconds since 1970");
    }
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static @Nullable String recordingUrl(JsonFields egress) {
    String status = egress.text("status");
    if (status != null && FAILED.contains(status)) {
      return null;
    }
    List<Optional<String>> locations =
        egress.objects("fileResults", file -> Optional.ofNullable(file.text("location")));
    if (locations != null && !locations.isEmpty()) {
      return locations.get(0).orElse(null);
    }
    JsonFields file = egress.object("file"); // of older servers
    return file == null ? null : file.text("location");
  }

  static @Nullable String id(@Nullable JsonFields json, String name) {
    return json == null || EMPTY.equals(json.node().get(name)) ? null : json.id(name);
  }

  private static @Nullable String firstId(
      @Nullable String first, @Nullable String second, @Nullable String third) {
    return first != null ? first : second != null ? second : third;
  }
}
