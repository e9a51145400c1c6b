package inc.phone.examples.shop.pages.html;

/**
 * Something went wrong.
 *
 * @param status the HTTP status
 */
public record ErrorView(int status) {
  /** The key of the text for it. */
  public String key() {
    return switch (status) {
      case 403 -> "error.forbidden";
      case 404 -> "error.not_found";
      case 503 -> "error.unavailable";
      default -> status < 500 ? "error.request" : "error.internal";
    };
  }
}
