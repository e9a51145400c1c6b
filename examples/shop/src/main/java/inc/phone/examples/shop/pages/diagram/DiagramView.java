package inc.phone.examples.shop.pages.diagram;

import java.util.List;

/**
 * The picture of a menu.
 *
 * @param nodes its boxes from top to bottom; each row has one
 * @param counted whether calls are counted on it
 */
public record DiagramView(List<DiagramNode> nodes, boolean counted) {
  /** Copies the list. */
  public DiagramView {
    nodes = List.copyOf(nodes);
  }

  public int width() {
    return DiagramNode.WIDTH;
  }

  public int height() {
    return nodes.size() * DiagramNode.ROW;
  }
}
