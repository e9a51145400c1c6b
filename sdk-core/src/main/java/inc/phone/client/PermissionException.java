package inc.phone.client;

/**
 * 403: the credential is valid and has no access to this resource (documented). Use another one.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class PermissionException extends ApiException {
  PermissionException(String message, Answer answer) {
    super(message, answer);
  }
}
