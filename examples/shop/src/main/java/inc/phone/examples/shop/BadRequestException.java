package inc.phone.examples.shop;

/** A request that cannot be answered as it is; becomes a 400 with the message as its reason. */
final class BadRequestException extends RuntimeException {
  BadRequestException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
