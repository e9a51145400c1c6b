package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.IvrChange;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrDiff;
import java.util.List;
import java.util.Locale;

/**
 * One difference between two menus, with what was said before and is said now where the words do
 * not have it.
 *
 * @param kind what happened, the end of a key of a text
 * @param words what is different
 * @param before the text of before, or empty
 * @param after the text of now, or empty
 */
public record Change(String kind, String words, String before, String after) {
  static List<Change> between(IvrConfig before, IvrConfig after) {
    ConfigTree old = ConfigTree.of(before);
    ConfigTree now = ConfigTree.of(after);
    return IvrDiff.between(before, after).stream().map(change -> of(change, old, now)).toList();
  }

  private static Change of(IvrChange change, ConfigTree old, ConfigTree now) {
    boolean said = change.text().contains(" -> ");
    return new Change(
        change.kind().name().toLowerCase(Locale.ROOT),
        change.text(),
        said ? "" : text(old, change.pointer()),
        said ? "" : text(now, change.pointer()));
  }

  private static String text(ConfigTree tree, String pointer) {
    String place = tree.has(pointer + "/say") ? pointer + "/say" : pointer;
    return tree.at(place).isValueNode() ? tree.text(place) : "";
  }

  /** Whether there is something to show beside the words. */
  public boolean hasTexts() {
    return !before.isEmpty() || !after.isEmpty();
  }
}
