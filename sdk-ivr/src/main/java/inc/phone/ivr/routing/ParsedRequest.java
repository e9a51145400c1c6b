package inc.phone.ivr.routing;

/**
 * What {@link InboundCallRequest#parse} found: a request or a reason to answer 400. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface ParsedRequest {
  /**
   * The bytes are a request.
   *
   * @param request what they say
   * @since 0.1.0
   */
  record Valid(InboundCallRequest request) implements ParsedRequest {}

  /**
   * The bytes are none.
   *
   * @param reason what is wrong, with the field and without its value
   * @since 0.1.0
   */
  record Invalid(String reason) implements ParsedRequest {}
}
