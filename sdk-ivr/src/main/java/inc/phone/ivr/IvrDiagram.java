package inc.phone.ivr;

/**
 * Draws a configuration.
 *
 * <p>The same configuration is always drawn the same way, menus in the order callers come to them
 * and keys in the order 1-9, 0, {@code *}, {@code #}, so that two diagrams can be compared line by
 * line. Whatever stands in labels and greetings stays text in every format: no markup, no link, no
 * directive, no second line. Every configuration can be drawn, also one with errors. Thread-safe.
 *
 * @since 0.1.0
 */
public final class IvrDiagram {
  private IvrDiagram() {}

  /**
   * A Mermaid flowchart with the default options.
   *
   * @param config the configuration
   * @return Mermaid source
   */
  public static String mermaid(IvrConfig config) {
    return mermaid(config, DiagramOptions.standard());
  }

  /**
   * A Mermaid flowchart, for browsers and Markdown.
   *
   * @param config the configuration
   * @param options how to draw it
   * @return Mermaid source
   */
  public static String mermaid(IvrConfig config, DiagramOptions options) {
    return MermaidWriter.write(Drawing.of(config, options), options.leftToRight());
  }

  /**
   * A Graphviz graph with the default options.
   *
   * @param config the configuration
   * @return DOT source
   */
  public static String dot(IvrConfig config) {
    return dot(config, DiagramOptions.standard());
  }

  /**
   * A Graphviz graph, for printing.
   *
   * @param config the configuration
   * @param options how to draw it
   * @return DOT source
   */
  public static String dot(IvrConfig config, DiagramOptions options) {
    return DotWriter.write(Drawing.of(config, options), options.leftToRight());
  }

  /**
   * A tree of plain text with the default options.
   *
   * @param config the configuration
   * @return lines of text
   */
  public static String textTree(IvrConfig config) {
    return textTree(config, DiagramOptions.standard());
  }

  /**
   * A tree of plain text, for terminals and code reviews.
   *
   * @param config the configuration
   * @param options how to draw it
   * @return lines of text
   */
  public static String textTree(IvrConfig config, DiagramOptions options) {
    return TreeWriter.write(Drawing.of(config, options));
  }
}
