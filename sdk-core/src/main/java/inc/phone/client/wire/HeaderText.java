package inc.phone.client.wire;

/** Which text may stand in a header. OkHttp's own check would print the value it refuses. */
public final class HeaderText {
  private HeaderText() {}

  /**
   * Tells whether a text can be a credential in a header.
   *
   * @param text any text
   * @return true if it is not empty and all visible ASCII
   */
  public static boolean isUsable(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }
}
