package inc.phone.ivr;

import static inc.phone.ivr.ValidationIssue.Severity.ERROR;
import static inc.phone.ivr.ValidationIssue.Severity.INFO;
import static inc.phone.ivr.ValidationIssue.Severity.WARNING;

import inc.phone.ivr.ValidationIssue.Severity;

/**
 * Every rule there is. Names are the public codes: they never change their meaning, and a rule that
 * is no longer checked keeps its name.
 */
enum Rule {
  // The document.
  E_SYNTAX(ERROR, "Send one JSON object in UTF-8."),
  E_TOO_LARGE(ERROR, "Keep the configuration under 256 KiB; put long audio behind an audio_url."),
  E_DEPTH(ERROR, "Nest fallbacks less deeply; use menus instead."),
  E_DUPLICATE_KEY(ERROR, "Write each field of an object once; only the last one counts."),
  E_VERSION_NEWER(ERROR, "Update this software before saving, or parts of the menu may be lost."),
  E_TYPE(ERROR, "Write a value of the expected kind, or leave the field out."),
  E_REQUIRED(ERROR, "Add the field."),
  E_RANGE(ERROR, "Stay within the limit."),
  E_FORMAT(ERROR, "Write the value in the expected form."),
  W_UNKNOWN_FIELD(WARNING, "Check the spelling; the field is kept and has no effect."),
  W_UNKNOWN_ACTION(WARNING, "Check the spelling; callers get the menu's fallback instead."),

  // Menus and keys.
  E_ENTRY_MISSING(ERROR, "Name an existing menu as entry."),
  E_MENU_UNKNOWN(ERROR, "Name an existing menu, or add it."),
  E_UNREACHABLE_MENU(ERROR, "Let a key lead to the menu, or remove it."),
  E_NO_BRANCH(ERROR, "Give the menu a key that callers can press."),
  E_DIGIT_DUPLICATE(ERROR, "Give each branch of a menu a key of its own."),
  E_DIGIT_PREFIX(ERROR, "Choose keys of which none begins another."),
  E_DIGIT_TOO_LONG(ERROR, "Raise the menu's input.max_digits, or use a shorter key."),
  E_DIGIT_TERMINATOR(ERROR, "Choose a key without the menu's terminator."),
  E_BRANCH_ID_DUPLICATE(ERROR, "Give each branch an id of its own; lists filter by it."),
  W_TOPIC_DUPLICATE(WARNING, "Give branches of one menu different topics."),
  W_TOO_MANY_OPTIONS(WARNING, "Offer at most five choices; callers forget the first ones."),
  W_TOO_DEEP(WARNING, "Keep every choice within two menus."),
  E_TOO_DEEP(ERROR, "Keep every choice within eight menus."),
  W_TOO_MANY_REPEATS(WARNING, "Give up after at most four attempts; callers have long hung up."),
  I_MENU_CYCLE(INFO, "Fine if keys are meant to lead back."),

  // Lost callers.
  E_AUTO_LOOP(ERROR, "End one of these steps in a voicemail or a person."),
  E_NO_EXIT(ERROR, "Let a key or the silence of this menu end in a person or a voicemail."),
  W_DEAD_END_HANGUP(WARNING, "Offer a voicemail before hanging up on somebody who needs help."),
  W_NO_HUMAN(WARNING, "Let a caller reach a person or a voicemail with at most two keys."),
  W_FORWARD_WITHOUT_FALLBACK(
      WARNING, "Say in no_answer what happens; else it is the menu's no_input.then."),

  // Texts.
  E_LOCALE_TAG(ERROR, "Write language tags like da, da-DK or zh-Hant-TW."),
  E_LOCALE_DEFAULT_MISSING(ERROR, "Add the text in the default language."),
  W_LOCALE_MISSING(WARNING, "Add the text; callers hear the default language instead."),
  W_LOCALE_UNDECLARED(WARNING, "Add the language to locales, or remove the text."),
  E_PROMPT_EMPTY(ERROR, "Write something to say, or give an audio_url."),
  E_AUDIO_SCHEME(ERROR, "Use an https address without user name."),
  W_GREETING_LONG(WARNING, "Keep prompts under 20 seconds, better 8."),
  W_GREETING_MISSING_DIGIT(WARNING, "Announce the key, or remove the branch."),
  W_GREETING_UNKNOWN_DIGIT(WARNING, "Add the branch, or change the text."),
  I_GREETING_ORDER(INFO, "Say 'for sales, press 1': people remember what they heard last."),

  // Numbers.
  E_FORWARD_FORMAT(ERROR, "Write + and country code, for example +4570707071."),
  W_FORWARD_INVALID(WARNING, "Call the number once; nobody seems to have it."),
  E_FORWARD_SELF(ERROR, "Forward to a number that does not lead back here."),
  E_FORWARD_CYCLE(ERROR, "Forward to a number whose own menu does not forward back."),
  E_FORWARD_PREMIUM(ERROR, "Use a normal number, or allow premium numbers in the policy."),
  W_FORWARD_SHARED_COST(WARNING, "Check what calls to this number cost you."),
  W_FORWARD_FOREIGN(WARNING, "Check the country code, or allow the region in the policy."),
  W_FORWARD_SATELLITE(WARNING, "Check what calls to this number cost you."),
  E_FORWARD_EMERGENCY(ERROR, "Never forward to an emergency number."),
  W_FORWARD_SHORT_NUMBER(WARNING, "Short numbers rarely work from abroad; use the full one."),

  // Opening hours.
  E_TIMEZONE(ERROR, "Name a time zone such as Europe/Copenhagen."),
  E_HOURS_ORDER(ERROR, "Let from come before to; write a night as two rows."),
  W_HOURS_OVERLAP(WARNING, "Join the two intervals."),
  W_HOURS_NEVER_OPEN(WARNING, "Add a weekly row, or remove the menus nobody can reach."),
  W_HOURS_ALWAYS_OPEN(WARNING, "Remove hours if you never close."),
  E_EXCEPTION_RANGE(ERROR, "Let from_date not be after to_date, and say closed or intervals."),
  E_EXCEPTION_ID_DUPLICATE(ERROR, "Give each exception an id of its own."),
  W_EXCEPTION_PAST(WARNING, "Remove it, or set the dates of the coming year."),
  W_EXCEPTION_OVERLAP(WARNING, "Separate the dates; the shorter exception wins."),

  // Voicemail and AI receptionist.
  W_MAILBOX_UNKNOWN(WARNING, "Name an existing mailbox, or create this one."),
  W_AI_WITHOUT_FALLBACK(WARNING, "End the fallback in a voicemail or a person."),
  E_AI_TOOL_DUPLICATE(ERROR, "Name each tool once."),
  E_AI_TOOL_SCHEMA(ERROR, "Describe parameters by a JSON Schema of type object."),
  E_AI_TOOL_UNBOUND(ERROR, "Bind the tool's name in the host program, or remove it."),
  E_HANDOFF_ID_DUPLICATE(ERROR, "Give each hand-off an id of its own."),
  W_AI_NO_LIMIT(WARNING, "Set limits.max_duration_secs; the default is ten minutes."),
  W_AI_NO_HANDOFF(WARNING, "Add a hand-off to a person."),
  W_AI_NO_DISCLOSURE(WARNING, "Let the first message say that an assistant is speaking."),
  W_AI_PROMPT_SECRET(WARNING, "Keep keys out of the prompt; tools get theirs from the host."),
  W_AI_TOO_LARGE(WARNING, "Shorten the prompt or the tools' schemas."),
  W_PREVIEW_AI(INFO, "The AI receptionist is a preview of the vendor; its fallback matters.");

  private final Severity severity;
  private final String hint;

  Rule(Severity severity, String hint) {
    this.severity = severity;
    this.hint = hint;
  }

  /** How bad it usually is. */
  Severity severity() {
    return severity;
  }

  String hint() {
    return hint;
  }
}
