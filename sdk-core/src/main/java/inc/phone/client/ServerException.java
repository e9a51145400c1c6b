package inc.phone.client;

/**
 * 5xx: a fault on the vendor's side (documented). A request that writes may have taken effect all
 * the same; look before sending it again.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class ServerException extends ApiException {
  ServerException(String message, Answer answer) {
    super(message, answer);
  }
}
