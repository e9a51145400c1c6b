package inc.phone.client;

import java.util.List;
import java.util.Map;

/**
 * 400 or 422: the request itself is wrong; correct it before sending it again. 422 lists what is
 * wrong field by field (documented).
 *
 * @since 0.1.0
 */
public final class ValidationException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** See {@link #fieldErrors()}. */
  @SuppressWarnings("serial") // List.copyOf and Map.copyOf are serializable
  private final Map<String, List<String>> fieldErrors;

  ValidationException(String message, Answer answer, Map<String, List<String>> fieldErrors) {
    super(message, answer);
    this.fieldErrors = fieldErrors;
  }

  /**
   * What is wrong with each field, in the server's words.
   *
   * @return immutable lists by field name as in the request body; empty if the server named none
   */
  public Map<String, List<String>> fieldErrors() {
    return fieldErrors;
  }
}
