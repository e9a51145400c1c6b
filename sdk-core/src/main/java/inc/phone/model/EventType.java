package inc.phone.model;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened: the name of an event.
 *
 * <p>An open value. The constants are the eight names of the vendor's webhooks page plus {@link
 * #BRANCH_SELECTED}, the one moment that only the flat event format has. Any other name is kept as
 * it is. Immutable and thread-safe; equal when the text is equal.
 *
 * @since 0.1.0
 */
public final class EventType extends OpenValue {
  /** A call started and is not answered yet. Documented by the vendor. */
  public static final EventType CALL_INITIATED = new EventType("call.initiated");

  /** An inbound call came outside the main number's opening hours. Documented by the vendor. */
  public static final EventType CALL_OUTSIDE_OPENING_HOURS =
      new EventType("call.outside_opening_hours");

  /** An employee answered; the call's {@code answered_at} is set. Documented by the vendor. */
  public static final EventType CALL_ANSWERED = new EventType("call.answered");

  /** The call ended: answered, missed or rejected alike. Documented by the vendor. */
  public static final EventType CALL_ENDED = new EventType("call.ended");

  /** The call ended unanswered and without a voicemail. Documented by the vendor. */
  public static final EventType CALL_LOST = new EventType("call.lost");

  /** The call's recording is transcribed. Documented by the vendor. */
  public static final EventType CALL_TRANSCRIPTION_DONE = new EventType("call.transcription_done");

  /** A voicemail was recorded and saved. Documented by the vendor. */
  public static final EventType VOICEMAIL_NEW = new EventType("voicemail.new");

  /** A voicemail is transcribed. Documented by the vendor. */
  public static final EventType VOICEMAIL_TRANSCRIPTION_DONE =
      new EventType("voicemail.transcription_done");

  /** The caller chose a branch of the menu. Only the flat event format of shops has it. */
  public static final EventType BRANCH_SELECTED = new EventType("branch_selected");

  private static final List<EventType> DOCUMENTED =
      List.of(
          CALL_INITIATED,
          CALL_OUTSIDE_OPENING_HOURS,
          CALL_ANSWERED,
          CALL_ENDED,
          CALL_LOST,
          CALL_TRANSCRIPTION_DONE,
          VOICEMAIL_NEW,
          VOICEMAIL_TRANSCRIPTION_DONE);

  /** One object for each known name: told apart at a glance, and no event brings its own. */
  private static final Map<String, EventType> KNOWN =
      Stream.concat(DOCUMENTED.stream(), Stream.of(BRANCH_SELECTED))
          .collect(Collectors.toMap(EventType::value, Function.identity()));

  private EventType(String value) {
    super(value);
  }

  /**
   * The type of this name.
   *
   * @param value the sender's word, taken as it is
   * @return the type, never null
   */
  public static EventType of(String value) {
    EventType known = KNOWN.get(value);
    return known != null ? known : new EventType(value);
  }

  /**
   * The event types that the vendor documents, in the order of its page.
   *
   * @return an immutable list of eight
   */
  public static List<EventType> documented() {
    return DOCUMENTED;
  }
}
