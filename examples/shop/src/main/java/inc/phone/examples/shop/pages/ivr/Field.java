package inc.phone.examples.shop.pages.ivr;

/**
 * One field of the form.
 *
 * @param pointer its place in the JSON, which is its name
 * @param value what it shows
 */
public record Field(String pointer, String value) {
  public String id() {
    return id(pointer);
  }

  /** A place as an id of an element: letters and digits stand for themselves. */
  public static String id(String pointer) {
    StringBuilder id = new StringBuilder("at");
    pointer
        .chars()
        .forEach(
            c -> {
              boolean plain = c < 128 && Character.isLetterOrDigit(c);
              id.append(plain ? "" : c == '/' ? "-" : "_" + Integer.toHexString(c) + "_");
              id.append(plain ? (char) c : "");
            });
    return id.toString();
  }
}
