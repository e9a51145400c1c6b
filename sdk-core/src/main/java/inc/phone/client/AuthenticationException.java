package inc.phone.client;

/**
 * 401: the credential is missing, malformed, expired or revoked (documented). Replace the API key,
 * or get a new bearer token.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class AuthenticationException extends ApiException {
  AuthenticationException(String message, Answer answer) {
    super(message, answer);
  }
}
