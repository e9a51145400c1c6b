package inc.phone.client;

import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.JsonFields;
import inc.phone.model.Voicemail;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer with voicemails. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class VoicemailList {
  private final JsonFields fields;
  private final List<Voicemail> voicemails;
  private final @Nullable Long unlistenedCount;

  VoicemailList(JsonFields fields) {
    this.fields = fields;
    this.voicemails =
        Json.elements(
            fields, "voicemails", item -> CallJson.voicemailOfAnswer(Json.id(item), item));
    this.unlistenedCount = fields.integer("unlistened_count");
  }

  /**
   * The voicemails.
   *
   * @return an immutable list, newest first
   */
  public List<Voicemail> voicemails() {
    return voicemails;
  }

  /**
   * The link to a recording, as fresh as this answer.
   *
   * @param id the voicemail's id
   * @return the link, or empty if there is no such voicemail or it is still being processed
   */
  public Optional<String> recordingUrl(String id) {
    return voicemails.stream()
        .filter(voicemail -> voicemail.id().equals(id))
        .map(Voicemail::recordingUrl)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * How many voicemails of the company nobody has listened to, also beyond this list (documented).
   *
   * @return the number, or null if the answer had none
   */
  public @Nullable Long unlistenedCount() {
    return unlistenedCount;
  }

  /**
   * The whole answer as it came, for fields this SDK does not know.
   *
   * @return compact JSON text
   */
  public String json() {
    return fields.node().toString();
  }

  /** Shows sizes only: voicemails are personal. */
  @Override
  public String toString() {
    return "VoicemailList[" + voicemails.size() + ", unlistened=" + unlistenedCount + "]";
  }
}
