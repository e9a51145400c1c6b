package inc.phone.token;

import java.util.Locale;

/**
 * What a participant may publish. Documented by LiveKit.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public enum MediaSource {
  /** Video of a camera. */
  CAMERA,
  /** Sound of a microphone. */
  MICROPHONE,
  /** Video of a screen. */
  SCREEN_SHARE,
  /** Sound of a screen. */
  SCREEN_SHARE_AUDIO;

  /**
   * The word in {@code canPublishSources}.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
