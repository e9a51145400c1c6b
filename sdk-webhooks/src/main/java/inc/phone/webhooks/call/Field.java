package inc.phone.webhooks.call;

import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.InstantText;
import inc.phone.model.CallDirection;
import inc.phone.model.CallEmployee;
import inc.phone.model.CallState;
import inc.phone.model.TranscriptSegment;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One mergeable value of a call or a voicemail: its stored name and its canonical text.
 *
 * <p>Values are kept as text, so that a tie between two values of one event is decided the same way
 * everywhere, and the stored form needs no second description. Names are stored: never rename one.
 *
 * @param slot its place among all fields
 * @param name the stored name
 * @param encode makes the canonical text
 * @param decode reads it back
 * @param phase what counts before the stamp: a greater phase always wins; 0 for most fields
 * @param <T> the type of the value
 */
record Field<T>(
    int slot,
    String name,
    Function<T, String> encode,
    Function<String, T> decode,
    ToIntFunction<T> phase) {
  /** Filled by what follows. */
  private static final Map<String, Field<?>> BY_NAME = new HashMap<>();

  static final Field<String> CALL_CONTROL_ID = text("call_control_id");
  static final Field<String> FROM = text("from");
  static final Field<String> TO = text("to");
  static final Field<CallDirection> DIRECTION =
      of("direction", CallDirection::value, CallDirection::of);
  static final Field<CallState> STATE =
      of("state", CallState::value, CallState::of, Field::phaseOf);
  static final Field<Instant> STARTED_AT = instant("started_at");
  static final Field<Instant> ANSWERED_AT = instant("answered_at");
  static final Field<Instant> ENDED_AT = instant("ended_at");
  static final Field<Long> DURATION = of("duration", String::valueOf, Long::valueOf);
  static final Field<String> SUMMARY = text("summary");
  static final Field<String> TRANSCRIPTION = text("transcription");
  static final Field<List<TranscriptSegment>> TRANSCRIPTION_SEGMENTS =
      of("transcription_segments", CallJson::writeSegments, CallJson::readSegments);
  static final Field<String> MAIN_NUMBER_ID = text("main_number_id");
  static final Field<String> MAIN_NUMBER_NAME = text("main_number_name");
  static final Field<String> MAIN_NUMBER_NUMBER = text("main_number_number");
  static final Field<String> MAIN_NUMBER_FORMATTED = text("main_number_number_formatted");
  static final Field<List<CallEmployee>> EMPLOYEES =
      of("employees", CallJson::writeEmployees, CallJson::readEmployees);
  static final Field<String> INITIATED_BY = text("initiated_by");
  static final Field<String> RECORDING_URL = text("recording_url");
  static final Field<String> DIGIT = text("digit");
  static final Field<String> BRANCH_ID = text("branch_id");
  static final Field<Instant> OUTSIDE_OPENING_HOURS = instant("outside_opening_hours");
  static final Field<Instant> LOST_AT = instant("lost_at");
  static final Field<Instant> CREATED_AT = instant("created_at");
  static final Field<Instant> TRANSCRIBED_AT = instant("transcribed_at");

  /** The time of voicemail.new; {@code created_at} may be known without it. */
  static final Field<Instant> NEW_AT = instant("new_at");

  /** All of them, by name. */
  static final List<Field<?>> ALL =
      BY_NAME.values().stream().sorted(Comparator.comparing(field -> field.name())).toList();

  private static Field<String> text(String name) {
    return of(name, Function.identity(), Function.identity());
  }

  private static Field<Instant> instant(String name) {
    return of(name, InstantText::of, InstantText::parse);
  }

  private static <T> Field<T> of(
      String name, Function<T, String> encode, Function<String, T> decode) {
    return of(name, encode, decode, value -> 0);
  }

  private static <T> Field<T> of(
      String name, Function<T, String> encode, Function<String, T> decode, ToIntFunction<T> phase) {
    Field<T> field = new Field<>(BY_NAME.size(), name, encode, decode, phase);
    if (BY_NAME.put(name, field) != null) {
      throw new IllegalStateException("two fields have the name " + name);
    }
    return field;
  }

  /** The field with this stored name, or null if this version knows none. */
  static @Nullable Field<?> named(String name) {
    return BY_NAME.get(name);
  }

  /** A call that ended never goes back, nor does an answered one; unknown states are early. */
  private static int phaseOf(CallState state) {
    return state.equals(CallState.ENDED) ? 2 : state.equals(CallState.ANSWERED) ? 1 : 0;
  }
}
