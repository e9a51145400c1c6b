package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.ValidationIssue.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is typing: the fields of a form, or the JSON itself.
 *
 * @param revision the revision that is changed
 * @param tree what the fields make, or null if the JSON itself is typed
 * @param json the JSON as it is typed, or as it is sent along
 * @param config how it reads
 */
record Draft(long revision, @Nullable ConfigTree tree, String json, IvrConfig config) {
  static Draft of(long revision, ConfigTree tree) {
    return new Draft(revision, tree, tree.toString(), tree.config());
  }

  static Draft typed(long revision, String json) {
    return new Draft(revision, null, json, IvrConfig.parse(json));
  }

  /** Whether nothing is lost when the form shows it: what is no JSON has no fields. */
  boolean fitsForm() {
    return config.problems().stream()
        .noneMatch(issue -> issue.pointer().isEmpty() && issue.severity() == Severity.ERROR);
  }

  /** The same to be typed as JSON. */
  Draft asJson() {
    return tree == null ? this : new Draft(revision, null, tree.pretty(), config);
  }

  /** The same as a form, if it fits. */
  Draft asForm() {
    return tree == null && fitsForm() ? of(revision, ConfigTree.of(config)) : this;
  }
}
