package inc.phone.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StorableText;
import inc.phone.internal.json.StrictJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows, and to whom: LiveKit's grants. Documented by LiveKit, except where marked.
 *
 * <p>Nothing is allowed unless it is asked for. Whoever joins a room may neither publish, nor
 * subscribe, nor send data by default, and the token says so, since LiveKit takes an absent grant
 * for a given one. Grants of cloud administration, and the kinds that only servers set, are left
 * out. Identity and room reach LiveKit's logs: put no phone number there. Immutable and
 * thread-safe; {@link #toString()} shows nothing of it.
 *
 * @since 0.1.0
 */
public final class MediaAccess {
  private final ObjectNode claims;

  private MediaAccess(ObjectNode claims) {
    this.claims = claims;
  }

  /**
   * Starts from nothing allowed.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** The claims without issuer and times, to be filled. */
  ObjectNode claims() {
    return claims.deepCopy();
  }

  @Override
  public String toString() {
    return "MediaAccess";
  }

  /**
   * Collects grants. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final ObjectNode participant = StrictJson.newObject();
    private final ObjectNode attributes = StrictJson.newObject();
    private final ObjectNode video = StrictJson.newObject();
    private final ObjectNode sip = StrictJson.newObject();
    private final ObjectNode room = StrictJson.newObject();
    private final Set<MediaSource> sources = EnumSet.noneOf(MediaSource.class);
    private boolean joins;
    private boolean subscribes;
    private boolean sendsData;

    private Builder() {}

    /**
     * Who it is for ({@code sub}). Required with {@link #joinRoom}.
     *
     * @param value 1 to 128 printable characters; no phone number
     * @return this builder
     * @throws IllegalArgumentException if it has another form
     */
    public Builder identity(String value) {
      participant.put("sub", id("identity", value));
      return this;
    }

    /**
     * The name others see. Default: none.
     *
     * @param value any text
     * @return this builder
     */
    public Builder name(String value) {
      participant.put("name", Objects.requireNonNull(value, "name"));
      return this;
    }

    /**
     * Text for the other participants, often JSON. Default: none.
     *
     * @param value any text; keep it small, the whole token has at most 8,192 characters
     * @return this builder
     */
    public Builder metadata(String value) {
      participant.put("metadata", Objects.requireNonNull(value, "metadata"));
      return this;
    }

    /**
     * One attribute of the participant. Default: none. A repeated key replaces the value.
     *
     * @param key its name
     * @param value its value
     * @return this builder
     */
    public Builder attribute(String key, String value) {
      attributes.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Allows to join a room; by itself, only to be in it.
     *
     * @param value the room's name, 1 to 128 printable characters; no phone number
     * @return this builder
     * @throws IllegalArgumentException if it has another form, or another room was named
     */
    public Builder joinRoom(String value) {
      joins = true;
      return roomGrant("roomJoin", value);
    }

    /**
     * Allows to publish these sources, and no others, in the room that is joined.
     *
     * @param allowed at least one
     * @return this builder
     */
    public Builder publish(MediaSource... allowed) {
      sources.addAll(Arrays.asList(allowed));
      return this;
    }

    /**
     * Allows to hear and see others in the room that is joined.
     *
     * @return this builder
     */
    public Builder subscribe() {
      subscribes = true;
      return this;
    }

    /**
     * Allows to send data messages in the room that is joined.
     *
     * @return this builder
     */
    public Builder publishData() {
      sendsData = true;
      return this;
    }

    /**
     * Allows to administer a room, such as to dispatch an agent there. For services, not browsers.
     *
     * @param value the room's name
     * @return this builder
     * @throws IllegalArgumentException if it has another form, or another room was named
     */
    public Builder administerRoom(String value) {
      return roomGrant("roomAdmin", value);
    }

    /**
     * Allows to create rooms. For services.
     *
     * @return this builder
     */
    public Builder createRooms() {
      video.put("roomCreate", true);
      return this;
    }

    /**
     * Allows to record rooms. For services.
     *
     * @return this builder
     */
    public Builder recordRooms() {
      video.put("roomRecord", true);
      return this;
    }

    /**
     * Allows to place phone calls ({@code sip.call}). For services.
     *
     * @return this builder
     */
    public Builder placeCalls() {
      sip.put("call", true);
      return this;
    }

    /**
     * Sends an agent to the room, if whoever has the token is the first there. May be repeated.
     *
     * @param agentName the agent's name
     * @param metadata what the agent reads as its job's metadata, may be empty
     * @return this builder
     */
    public Builder dispatchAgent(String agentName, String metadata) {
      ArrayNode agents = room.withArray("/agents");
      agents
          .addObject()
          .put("agent_name", id("agentName", agentName))
          .put("metadata", Objects.requireNonNull(metadata, "metadata"));
      return this;
    }

    /**
     * How long a room that this token creates is kept empty. Default: the server's.
     *
     * @param time whole seconds, at least one
     * @return this builder
     * @throws IllegalArgumentException if it is less than a second or more than a day
     */
    public Builder emptyTimeout(Duration time) {
      if (time.toSeconds() < 1 || time.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("emptyTimeout must be PT1S to PT24H, was " + time);
      }
      room.put("empty_timeout", time.toSeconds());
      return this;
    }

    /**
     * How many may be in a room that this token creates. Default: the server's.
     *
     * @param count at least one
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public Builder maxParticipants(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("maxParticipants must be at least 1, was " + count);
      }
      room.put("max_participants", count);
      return this;
    }

    /**
     * The access with these grants.
     *
     * @return an immutable access
     * @throws IllegalArgumentException if nothing is allowed, if somebody without identity is to
     *     join, or if grants for those who join are there without {@link #joinRoom}
     */
    public MediaAccess build() {
      if (joins && !participant.has("sub")) {
        throw new IllegalArgumentException("joinRoom needs identity(...)");
      }
      if (!joins && (subscribes || sendsData || !sources.isEmpty())) {
        throw new IllegalArgumentException("publish, subscribe and publishData need joinRoom(...)");
      }
      if (video.isEmpty() && sip.isEmpty()) {
        throw new IllegalArgumentException("an access needs something that it allows");
      }
      ObjectNode claims = participant.deepCopy();
      setUnlessEmpty(claims, "attributes", attributes);
      setUnlessEmpty(claims, "roomConfig", room);
      setUnlessEmpty(claims, "video", video);
      setUnlessEmpty(claims, "sip", sip);
      if (joins) {
        writeAllowedAndForbidden((ObjectNode) claims.get("video"));
      }
      return new MediaAccess(claims);
    }

    private void writeAllowedAndForbidden(ObjectNode grants) {
      grants.put("canPublish", !sources.isEmpty());
      grants.put("canSubscribe", subscribes);
      grants.put("canPublishData", sendsData);
      if (!sources.isEmpty()) {
        ArrayNode words = grants.putArray("canPublishSources");
        sources.forEach(source -> words.add(source.word()));
      }
    }

    private Builder roomGrant(String grant, String name) {
      @Nullable String other = video.path("room").textValue();
      if (other != null && !other.equals(name)) {
        throw new IllegalArgumentException("a token is for one room; two were named");
      }
      video.put(grant, true).put("room", id("room", name));
      return this;
    }

    private static void setUnlessEmpty(ObjectNode claims, String name, ObjectNode value) {
      if (!value.isEmpty()) {
        claims.set(name, value.deepCopy());
      }
    }

    private static String id(String option, String value) {
      if (!StorableText.isId(value)) {
        throw new IllegalArgumentException(
            option
                + " must be 1 to "
                + StorableText.MAX_ID_CODE_POINTS
                + " printable characters, has "
                + value.length());
      }
      return value;
    }
  }
}
