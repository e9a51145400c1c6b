package inc.phone.examples.shop.pages;

/**
 * The login.
 *
 * @param next where to go afterwards, or empty
 * @param problem what was wrong with the attempt before
 */
public record LoginView(String next, Problem problem) {
  /** Why somebody is not in yet. */
  public enum Problem {
    NONE,
    WRONG,
    TOO_MANY
  }
}
