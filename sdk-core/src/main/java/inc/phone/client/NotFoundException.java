package inc.phone.client;

/**
 * 404: there is no such resource, or it belongs to another company (documented).
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class NotFoundException extends ApiException {
  NotFoundException(String message, Answer answer) {
    super(message, answer);
  }
}
