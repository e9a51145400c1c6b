package inc.phone.ivr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Boxes and arrows, before any format. All texts are harmless lines, see {@link Label}. */
final class Drawing {
  /** What a box looks like. */
  enum Shape {
    ROUND,
    QUESTION,
    MENU,
    CALL,
    ASSISTANT,
    PLAIN
  }

  /** A box; its lines may still grow while the drawing is made. */
  static final class Box {
    private final String id;
    private final Shape shape;
    private final List<String> lines;
    private final List<Arrow> arrows = new ArrayList<>();
    private final TreeSet<String> problems = new TreeSet<>();

    private Box(String id, Shape shape, List<String> lines) {
      this.id = id;
      this.shape = shape;
      this.lines = new ArrayList<>(lines);
    }

    /** Never made of a user's text. */
    String id() {
      return id;
    }

    Shape shape() {
      return shape;
    }

    /** What it says, problems last. */
    List<String> lines() {
      List<String> all = new ArrayList<>(lines);
      problems.forEach(code -> all.add("! " + code));
      return all;
    }

    List<Arrow> arrows() {
      return arrows;
    }

    boolean hasProblems() {
      return !problems.isEmpty();
    }

    void addLine(String line) {
      lines.add(line);
    }

    void addProblem(String code) {
      problems.add(code);
    }

    /** Two arrows to the same box in the same style become one. */
    void addArrow(Box to, String label, boolean dashed) {
      for (int i = 0; i < arrows.size(); i++) {
        Arrow arrow = arrows.get(i);
        if (arrow.to() == to && arrow.dashed() && dashed) {
          arrows.set(i, new Arrow(to, arrow.label() + ", " + label, true));
          return;
        }
      }
      arrows.add(new Arrow(to, label, dashed));
    }
  }

  /** An arrow; dashed if callers follow it without doing anything. */
  record Arrow(Box to, String label, boolean dashed) {}

  private final Map<String, Box> boxes = new LinkedHashMap<>();

  private Drawing() {}

  static Drawing of(IvrConfig config, DiagramOptions options) {
    Drawing drawing = new Drawing();
    new DrawingMaker(config, options, drawing).make();
    return drawing;
  }

  /** The box of that key, made if it is new. */
  Box box(String key, Shape shape, List<String> lines) {
    return boxes.computeIfAbsent(key, any -> new Box("n" + (boxes.size() + 1), shape, lines));
  }

  boolean has(String key) {
    return boxes.containsKey(key);
  }

  /** In the order they were first met. */
  List<Box> boxes() {
    return List.copyOf(boxes.values());
  }
}
