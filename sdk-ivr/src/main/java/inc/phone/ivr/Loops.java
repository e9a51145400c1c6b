package inc.phone.ivr;

import inc.phone.ivr.CallGraph.Edge;
import inc.phone.ivr.CallGraph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which places lie on a loop together: strongly connected components, by Kosaraju's two walks,
 * without recursion, since a configuration decides how long a chain is.
 */
final class Loops {
  private final Map<Node, Integer> loopOf = new HashMap<>();

  private Loops() {}

  static Loops of(Collection<Node> nodes, Predicate<Edge> follow) {
    Loops loops = new Loops();
    Map<Node, List<Node>> backwards = new HashMap<>();
    Set<Node> onItself = new HashSet<>();
    for (Node node : nodes) {
      for (Edge edge : node.edges()) {
        if (follow.test(edge)) {
          backwards.computeIfAbsent(edge.to(), any -> new ArrayList<>()).add(node);
          if (edge.to() == node) {
            onItself.add(node);
          }
        }
      }
    }
    Set<Node> seen = new HashSet<>();
    Deque<Node> finished = finishingOrder(nodes, follow);
    int loop = 0;
    while (!finished.isEmpty()) {
      List<Node> component = component(finished.pop(), backwards, seen);
      if (component.size() > 1 || (component.size() == 1 && onItself.contains(component.get(0)))) {
        for (Node node : component) {
          loops.loopOf.put(node, loop);
        }
        loop++;
      }
    }
    return loops;
  }

  /** Tells whether steps lead from one place to the other and back. */
  boolean share(Node one, Node other) {
    Integer loop = loopOf.get(one);
    return loop != null && loop.equals(loopOf.get(other));
  }

  /** One place of every loop: the first in the given order. */
  List<Node> oneOfEach(Collection<Node> nodes) {
    Set<Integer> seen = new HashSet<>();
    List<Node> first = new ArrayList<>();
    for (Node node : nodes) {
      Integer loop = loopOf.get(node);
      if (loop != null && seen.add(loop)) {
        first.add(node);
      }
    }
    return first;
  }

  private static Deque<Node> finishingOrder(Collection<Node> nodes, Predicate<Edge> follow) {
    Deque<Node> finished = new ArrayDeque<>();
    Set<Node> seen = new HashSet<>();
    Deque<Node> path = new ArrayDeque<>();
    Deque<Iterator<Edge>> steps = new ArrayDeque<>();
    for (Node root : nodes) {
      if (seen.add(root)) {
        path.push(root);
        steps.push(root.edges().iterator());
      }
      while (!path.isEmpty()) {
        Iterator<Edge> rest = steps.element();
        if (!rest.hasNext()) {
          steps.pop();
          finished.push(path.pop());
          continue;
        }
        Edge edge = rest.next();
        if (follow.test(edge) && seen.add(edge.to())) {
          path.push(edge.to());
          steps.push(edge.to().edges().iterator());
        }
      }
    }
    return finished;
  }

  private static List<Node> component(Node root, Map<Node, List<Node>> backwards, Set<Node> seen) {
    List<Node> component = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (seen.add(node)) {
        component.add(node);
        backwards.getOrDefault(node, List.of()).forEach(open::push);
      }
    }
    return component;
  }
}
