package inc.phone.webhooks.store;

import static inc.phone.webhooks.store.Table.bytes;
import static inc.phone.webhooks.store.Table.flag;
import static inc.phone.webhooks.store.Table.indexed;
import static inc.phone.webhooks.store.Table.number;
import static inc.phone.webhooks.store.Table.text;
import static inc.phone.webhooks.store.Table.time;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.store.Table.Column;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is written where when a call changes. */
final class CallTables {
  /** An event with the key that it is stored under. */
  record Line(CallKey key, EventChange change) {}

  /** How often a call was written. */
  static final Column<CallChange> VERSION = number("version", change -> change.baseVersion() + 1);

  final Table<CallChange> calls;
  final Table<Line> events;
  final Table<VoicemailRecord> voicemails;

  CallTables(Database database) {
    this.calls =
        new Table<>(
            database.sql("{prefix}call"),
            List.of(
                text("source", change -> change.key().source()),
                text("call_id", change -> change.key().callId())),
            List.of(),
            List.of(
                VERSION,
                bytes("state", CallChange::state),
                indexed(
                    time(
                        "sorted_at", change -> isListed(change) ? change.call().sortedAt() : null)),
                text("from_number", change -> change.call().from()),
                text("to_number", change -> change.call().to()),
                indexed(text("party_number", change -> change.call().partyNumber())),
                text("direction", change -> word(change.call().direction())),
                text("call_state", change -> word(change.call().state())),
                time("started_at", change -> change.call().startedAt()),
                time("answered_at", change -> change.call().answeredAt()),
                time("ended_at", change -> change.call().endedAt()),
                number("duration", change -> change.call().duration()),
                text("branch_id", change -> change.call().branchId()),
                indexed(flag("branch_pending", change -> change.call().branchPending())),
                indexed(text("customer_id", change -> change.call().customerId())),
                indexed(text("match_status", change -> change.call().match().word())),
                flag("lost", change -> change.call().lost()),
                flag("outside_opening_hours", change -> change.call().outsideOpeningHours()),
                number("event_count", change -> (long) change.call().eventCount())));
    this.events =
        new Table<>(
            database.sql("{prefix}event"),
            List.of(
                text("source", line -> line.key().source()),
                text("call_id", line -> line.key().callId()),
                text("event_id", line -> line.change().event().id())),
            List.of(
                time("received_at", line -> line.change().event().receivedAt()),
                flag("late", line -> line.change().event().late())),
            List.of(
                text("type", line -> line.change().event().type().value()),
                time("occurred_at", line -> line.change().event().occurredAt()),
                bytes("body", line -> line.change().body())));
    this.voicemails =
        new Table<>(
            database.sql("{prefix}voicemail"),
            List.of(
                text("source", voicemail -> voicemail.call().key().source()),
                text("call_id", voicemail -> voicemail.call().callId()),
                text("voicemail_id", VoicemailRecord::voicemailId)),
            List.of(),
            List.of(
                time("sorted_at", VoicemailRecord::sortedAt),
                text("from_number", VoicemailRecord::from),
                text("transcription", VoicemailRecord::transcription),
                text("searchable", voicemail -> folded(voicemail.transcription())),
                text("audio_url", VoicemailRecord::audioUrl),
                time("created_at", VoicemailRecord::createdAt),
                time("transcribed_at", VoicemailRecord::transcribedAt)));
  }

  /** Neither the place of an event about no call, nor what pruning left of one. */
  private static boolean isListed(CallChange change) {
    return change.key().isCall() && change.state().length > 0;
  }

  private static @Nullable String word(@Nullable Object value) {
    return Objects.toString(value, null);
  }

  private static @Nullable String folded(@Nullable String text) {
    return text == null ? null : Listing.folded(text);
  }
}
