package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.ParkedDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page: lists go on after it, so rows that come in meanwhile shift nothing.
 *
 * @param sortedAt its place in time, in microseconds
 * @param ids what orders rows of the same time, one id after the other
 */
record Cursor(long sortedAt, List<String> ids) implements Comparable<Cursor> {
  private static final Comparator<Cursor> ORDER =
      Comparator.comparingLong(Cursor::sortedAt)
          .thenComparing(cursor -> cursor.ids().toArray(String[]::new), Arrays::compare);
  private static final String SEPARATOR = "\n"; // no id has control characters

  Cursor(long sortedAt, String... ids) {
    this(sortedAt, List.of(ids));
  }

  static Cursor of(CallRecord call) {
    return new Cursor(Listing.micros(call.sortedAt()), call.callId());
  }

  static Cursor of(VoicemailRecord voicemail) {
    return new Cursor(
        Listing.micros(voicemail.sortedAt()), voicemail.voicemailId(), voicemail.call().callId());
  }

  static Cursor of(ParkedDelivery parked) {
    return new Cursor(
        Listing.micros(parked.parkedAt()), parked.key().callId(), parked.listener(), parked.id());
  }

  String id(int position) {
    return ids.get(position);
  }

  @Override
  public int compareTo(Cursor other) {
    return ORDER.compare(this, other);
  }

  String encode() {
    String text = sortedAt + SEPARATOR + String.join(SEPARATOR, ids);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param ids how many ids order the list
   * @throws IllegalArgumentException if it is of no such list
   */
  static @Nullable Cursor decode(@Nullable String cursor, int ids) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split(SEPARATOR, -1));
      if (parts.size() == ids + 1 && Listing.isStorable(text)) {
        return new Cursor(Long.parseLong(parts.get(0)), parts.subList(1, parts.size()));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cursor is not one of ours", e);
    }
    throw new IllegalArgumentException("cursor is not one of ours");
  }
}
