package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.util.function.UnaryOperator;

/**
 * What happens next to a caller.
 *
 * <p>Every action that can fail carries what happens then, and that is an action too. The kinds are
 * an open list: one that this version does not know is an {@link UnknownAction}, which keeps its
 * JSON and sends the caller to the fallback of the menu. Later versions may know more kinds, so a
 * {@code switch} or a chain of {@code instanceof} over them needs an {@code else}; {@link #accept}
 * has one built in.
 *
 * <p>All actions are immutable and thread-safe.
 *
 * @since 0.1.0
 */
public abstract sealed class IvrAction extends ConfigPart
    permits ForwardAction,
        VoicemailAction,
        AiReceptionistAction,
        MenuAction,
        RepeatAction,
        BackAction,
        PlayAction,
        HangupAction,
        UnknownAction {
  private final String type;

  IvrAction(String type, ConfigFields fields) {
    super(fields.node());
    this.type = type;
  }

  static IvrAction read(ConfigFields fields) {
    fields.require("type");
    String type = fields.text("type", 1, Integer.MAX_VALUE);
    IvrAction action =
        switch (type == null ? "" : type) {
          case ForwardAction.TYPE -> new ForwardAction(fields);
          case VoicemailAction.TYPE -> new VoicemailAction(fields);
          case AiReceptionistAction.TYPE -> new AiReceptionistAction(fields);
          case MenuAction.TYPE -> new MenuAction(fields);
          case RepeatAction.TYPE -> new RepeatAction(fields);
          case BackAction.TYPE -> new BackAction(fields);
          case PlayAction.TYPE -> new PlayAction(fields);
          case HangupAction.TYPE -> new HangupAction(fields);
          default -> new UnknownAction(type == null ? "" : type, fields);
        };
    if (action instanceof UnknownAction) {
      if (type != null && !type.isEmpty()) {
        fields.problem(Rule.W_UNKNOWN_ACTION, "the kind of action is not known");
      }
    } else {
      fields.end();
    }
    return action;
  }

  static IvrAction make(String type, UnaryOperator<ObjectNode> fields) {
    return read(ConfigFields.refusing(fields.apply(StrictJson.newObject().put("type", type))));
  }

  /**
   * Calls a number; if nobody answers, the silence of the menu decides ({@code no_input.then}).
   *
   * @param to the number in E.164 form
   * @return the action
   * @throws IllegalArgumentException if the number has another form
   */
  public static IvrAction forward(String to) {
    return make(ForwardAction.TYPE, json -> json.put("to", to));
  }

  /**
   * Calls a number, and does something else if nobody answers.
   *
   * @param to the number in E.164 form
   * @param noAnswer what happens when it is busy, not answered or fails
   * @return the action
   * @throws IllegalArgumentException if the number has another form
   */
  public static IvrAction forward(String to, IvrAction noAnswer) {
    return make(
        ForwardAction.TYPE,
        json -> json.put("to", to).<ObjectNode>set("no_answer", noAnswer.json()));
  }

  /**
   * Takes a message.
   *
   * @param mailbox where it is kept
   * @return the action
   * @throws IllegalArgumentException if the mailbox is not 1 to 64 of a-z, 0-9, - and _
   */
  public static IvrAction voicemail(String mailbox) {
    return make(VoicemailAction.TYPE, json -> json.put("mailbox", mailbox));
  }

  /**
   * Takes a message after a greeting.
   *
   * @param mailbox where it is kept
   * @param locale the language tag of the greeting
   * @param greeting what the caller hears first
   * @return the action
   * @throws IllegalArgumentException if a text breaks a limit
   */
  public static IvrAction voicemail(String mailbox, String locale, String greeting) {
    return make(
        VoicemailAction.TYPE,
        json -> json.put("mailbox", mailbox).set("greeting", prompts(locale, greeting)));
  }

  /**
   * Hands the caller to an assistant with more to say about it than its name.
   *
   * @return a builder
   */
  public static AiReceptionistAction.Builder aiReceptionist() {
    return new AiReceptionistAction.Builder();
  }

  /**
   * Goes to a menu.
   *
   * @param menu the menu's id
   * @return the action
   * @throws IllegalArgumentException if the id is not 1 to 64 of a-z, 0-9, - and _
   */
  public static IvrAction menu(String menu) {
    return make(MenuAction.TYPE, json -> json.put("menu", menu));
  }

  /**
   * Plays the menu again.
   *
   * @return the action
   */
  public static IvrAction repeat() {
    return make(RepeatAction.TYPE, json -> json);
  }

  /**
   * Goes back to the menu before.
   *
   * @return the action
   */
  public static IvrAction back() {
    return make(BackAction.TYPE, json -> json);
  }

  /**
   * Says something, then goes on.
   *
   * @param locale the text's language tag
   * @param text what the caller hears
   * @param then what happens afterwards
   * @return the action
   * @throws IllegalArgumentException if the text is blank or too long
   */
  public static IvrAction play(String locale, String text, IvrAction then) {
    return make(
        PlayAction.TYPE,
        json -> {
          json.set("prompt", prompts(locale, text));
          return json.set("then", then.json());
        });
  }

  /**
   * Ends the call without a word.
   *
   * @return the action
   */
  public static IvrAction hangup() {
    return make(HangupAction.TYPE, json -> json);
  }

  /**
   * Any action, from its JSON: the way to fields that no factory here has.
   *
   * @param json one JSON object with at least a {@code type}
   * @return the action
   * @throws IllegalArgumentException if a known field breaks its rule
   * @throws inc.phone.model.PhoneIncException if the text is not one JSON object
   */
  public static IvrAction ofJson(String json) {
    return read(ConfigFields.refusing(JsonText.object(json)));
  }

  private static ObjectNode prompts(String locale, String text) {
    return StrictJson.newObject().set(locale, Prompt.say(text).json());
  }

  static ArrayNode texts(Iterable<String> texts) {
    ArrayNode array = StrictJson.newObject().arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /**
   * The kind of action as it is written.
   *
   * @return for example {@code forward}; empty if the JSON names none
   */
  public final String type() {
    return type;
  }

  /**
   * Calls the visitor's method for this kind.
   *
   * @param visitor the visitor
   * @param <R> what it returns
   * @return its answer
   */
  public abstract <R> R accept(ActionVisitor<R> visitor);
}
