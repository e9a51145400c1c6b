package inc.phone.examples.shop.pages.ivr;

import inc.phone.examples.shop.pages.diagram.DiagramView;
import org.jspecify.annotations.Nullable;

/**
 * The tab where the menu is made.
 *
 * @param revision the revision that is changed
 * @param json the JSON: what the fields are put into, or what is typed itself
 * @param editor the fields, or null if the JSON itself is edited
 * @param problems what was found
 * @param refused whether a save just failed because of it
 * @param conflict what somebody else did meanwhile, or null
 * @param diagram the picture
 */
public record EditorView(
    long revision,
    String json,
    @Nullable MenuEditor editor,
    Problems problems,
    boolean refused,
    @Nullable Conflict conflict,
    DiagramView diagram) {}
