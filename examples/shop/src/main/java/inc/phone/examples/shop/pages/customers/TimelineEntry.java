package inc.phone.examples.shop.pages.customers;

import inc.phone.examples.shop.pages.telefon.CallRow;
import inc.phone.webhooks.call.VoicemailRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer did, or the shop did for them.
 *
 * @param kind what it was
 * @param at when, or null if nobody knows
 * @param name the number of an order, the topic of a chat, the branch or line of a call, or null
 * @param text what was said, or null
 * @param status a word of the call or the order, or null
 * @param callId the call to go to, or null
 * @param amount the seconds of a call, the messages of a chat, or null
 */
public record TimelineEntry(
    Kind kind,
    @Nullable Instant at,
    @Nullable String name,
    @Nullable String text,
    @Nullable String status,
    @Nullable String callId,
    @Nullable Long amount) {

  /** What can be on the line of time. */
  public enum Kind {
    CALL_IN("in"),
    CALL_OUT("out"),
    VOICEMAIL("voicemail"),
    ORDER("order"),
    CHAT("chat");

    private final String icon;

    Kind(String icon) {
      this.icon = icon;
    }

    public String icon() {
      return icon;
    }

    /** For keys of texts and classes of style. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The newest first; what has no time is at the end. */
  static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(
          TimelineEntry::at, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

  static TimelineEntry of(CallRow call, @Nullable String summary) {
    return new TimelineEntry(
        call.outbound() ? Kind.CALL_OUT : Kind.CALL_IN,
        call.at(),
        call.branch() == null ? call.line() : call.branch(),
        summary,
        call.status(),
        call.id(),
        call.duration());
  }

  static TimelineEntry of(VoicemailRecord voicemail) {
    return new TimelineEntry(
        Kind.VOICEMAIL,
        voicemail.sortedAt(),
        null,
        voicemail.transcription(),
        null,
        voicemail.call().callId(),
        null);
  }

  static TimelineEntry of(ShopHistory.PlacedOrder order) {
    return new TimelineEntry(
        Kind.ORDER, order.placedAt(), order.id(), order.total(), order.status(), null, null);
  }

  static TimelineEntry of(ShopHistory.ChatSession chat) {
    return new TimelineEntry(
        Kind.CHAT, chat.startedAt(), chat.topic(), null, null, null, (long) chat.messages());
  }
}
