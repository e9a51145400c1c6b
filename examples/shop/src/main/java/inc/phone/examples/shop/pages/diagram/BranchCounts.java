package inc.phone.examples.shop.pages.diagram;

import java.util.Map;

/** How often each branch was chosen. Called from any thread; may block. */
@FunctionalInterface
public interface BranchCounts {
  /** Calls of the last thirty days by branch id, perhaps a little old. */
  Map<String, Long> ofLastMonth();
}
