package inc.phone.ivr.agent;

/**
 * A function of the host that an agent may ask for.
 *
 * <p>Called by {@link ToolRegistry#call} on the caller's thread, perhaps on several threads at
 * once; it may block. Arguments come from a model that listens to a stranger: check them, and do
 * only what that stranger may do.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Tool {
  /**
   * Does it.
   *
   * @param call what is asked for, and in which call
   * @return one JSON value for the model, at most 64 KiB of text
   * @throws Exception for any trouble; the model is told that it failed, never why
   */
  String run(ToolCall call) throws Exception;
}
