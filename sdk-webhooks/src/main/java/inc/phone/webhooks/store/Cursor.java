package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page: lists go on after it, so rows that come in meanwhile shift nothing.
 *
 * @param sortedAt its place in time, in microseconds
 * @param id its id, for rows of the same time
 * @param callId its call, for voicemails of the same id; empty in lists of calls
 */
record Cursor(long sortedAt, String id, String callId) implements Comparable<Cursor> {
  private static final Comparator<Cursor> ORDER =
      Comparator.comparingLong(Cursor::sortedAt)
          .thenComparing(Cursor::id)
          .thenComparing(Cursor::callId);
  private static final String SEPARATOR = "\n"; // no id has control characters

  static Cursor of(CallRecord call) {
    return new Cursor(Listing.micros(call.sortedAt()), call.callId(), "");
  }

  static Cursor of(VoicemailRecord voicemail) {
    return new Cursor(
        Listing.micros(voicemail.sortedAt()), voicemail.voicemailId(), voicemail.call().callId());
  }

  @Override
  public int compareTo(Cursor other) {
    return ORDER.compare(this, other);
  }

  String encode() {
    String text = sortedAt + SEPARATOR + id + SEPARATOR + callId;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static @Nullable Cursor decode(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split(SEPARATOR, -1);
      if (parts.length == 3 && Listing.isStorable(text)) {
        return new Cursor(Long.parseLong(parts[0]), parts[1], parts[2]);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cursor is not one of ours", e);
    }
    throw new IllegalArgumentException("cursor is not one of ours");
  }
}
