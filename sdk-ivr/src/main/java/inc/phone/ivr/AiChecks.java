package inc.phone.ivr;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Mailboxes, and whether an assistant is limited, bound and can hand a caller on. */
final class AiChecks implements ConfigWalk.Visitor {
  /** What fits into the metadata of a media server's dispatch, see {@code AiHandoff}. */
  private static final int MAX_METADATA_BYTES = 16 * 1024;

  private static final Pattern KEY_LIKE =
      Pattern.compile(
          "(?i)\\b(?:sk|pk|rk|whsec|xox[abp]|ghp|api[_-]?key|secret|bearer|password)[_=: -]+[A-Za-z0-9_+/-]{12,}"
              + "|\\b[A-Za-z0-9+/_-]{40,}\\b");
  private static final Pattern DISCLOSURE =
      Pattern.compile(
          "(?i)assistent|assistant|\\bai\\b|automat|robot|virtuel|virtual|digital|kunstig|k\u00fcnstlich");

  private final ValidationContext context;
  private final Issues issues;

  private AiChecks(ValidationContext context, Issues issues) {
    this.context = context;
    this.issues = issues;
  }

  static void check(IvrConfig config, ValidationContext context, Issues issues) {
    ConfigWalk.over(config, new AiChecks(context, issues));
  }

  @Override
  public void action(IvrAction action, String pointer) {
    if (action instanceof VoicemailAction voicemail) {
      mailbox(voicemail, pointer);
    } else if (action instanceof AiReceptionistAction ai) {
      issues.add(Rule.W_PREVIEW_AI, pointer, "an assistant takes calls here");
      safety(ai, pointer);
      tools(ai.tools(), pointer + "/tools/");
      handoffs(ai.handoffs(), pointer);
      words(ai, pointer);
    }
  }

  private void mailbox(VoicemailAction voicemail, String pointer) {
    if (context.mailboxes().isPresent()
        && !context.mailboxes().get().contains(voicemail.mailbox())) {
      issues.add(
          Rule.W_MAILBOX_UNKNOWN,
          pointer + "/mailbox",
          "there is no mailbox of that name",
          Map.of("mailbox", voicemail.mailbox()));
    }
  }

  private void safety(AiReceptionistAction ai, String pointer) {
    if (!endsOutside(ai.fallback())) {
      issues.add(
          Rule.W_AI_WITHOUT_FALLBACK, pointer + "/fallback", "the fallback is an assistant again");
    }
    if (!ai.isLimited()) {
      issues.add(Rule.W_AI_NO_LIMIT, pointer, "nothing limits how long it talks");
    }
    if (ai.handoffs().isEmpty()) {
      issues.add(Rule.W_AI_NO_HANDOFF, pointer, "it cannot hand a caller to a person");
    }
  }

  private static boolean endsOutside(IvrAction fallback) {
    if (fallback instanceof PlayAction play) {
      return endsOutside(play.then());
    }
    return !(fallback instanceof AiReceptionistAction);
  }

  private void tools(List<AiTool> tools, String pointer) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      AiTool tool = tools.get(i);
      Map<String, String> params = Map.of("tool", tool.name());
      if (!names.add(tool.name())) {
        issues.add(
            Rule.E_AI_TOOL_DUPLICATE, pointer + i + "/name", "another tool has this name", params);
      }
      if (!tool.hasObjectSchema()) {
        issues.add(
            Rule.E_AI_TOOL_SCHEMA,
            pointer + i + "/parameters",
            "not a schema of an object",
            params);
      }
      if (context.tools().isPresent() && !context.tools().get().contains(tool.name())) {
        issues.add(
            Rule.E_AI_TOOL_UNBOUND, pointer + i + "/name", "the host has no such tool", params);
      }
    }
  }

  private void handoffs(List<AiHandoffRule> handoffs, String pointer) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < handoffs.size(); i++) {
      if (!ids.add(handoffs.get(i).id())) {
        issues.add(
            Rule.E_HANDOFF_ID_DUPLICATE,
            pointer + "/handoffs/" + i + "/id",
            "another hand-off has this id");
      }
    }
  }

  private void words(AiReceptionistAction ai, String pointer) {
    int longest = 0;
    for (Map.Entry<String, String> prompt : ai.prompt().byTag().entrySet()) {
      longest = Math.max(longest, prompt.getValue().length());
      if (KEY_LIKE.matcher(prompt.getValue()).find()) {
        issues.add(
            Rule.W_AI_PROMPT_SECRET,
            ConfigFields.child(pointer + "/prompt", prompt.getKey()),
            "something looks like a key or password");
      }
    }
    for (Map.Entry<String, Prompt> message : ai.firstMessage().byTag().entrySet()) {
      if (message.getValue().say().filter(say -> !DISCLOSURE.matcher(say).find()).isPresent()) {
        issues.add(
            Rule.W_AI_NO_DISCLOSURE,
            ConfigFields.child(pointer + "/first_message", message.getKey()),
            "callers are not told that an assistant is speaking");
      }
    }
    for (AiTool tool : ai.tools()) {
      longest += tool.toJson().length();
    }
    if (longest > MAX_METADATA_BYTES) {
      issues.add(
          Rule.W_AI_TOO_LARGE, pointer, "prompt and tools do not fit into 16 KiB of metadata");
    }
  }
}
