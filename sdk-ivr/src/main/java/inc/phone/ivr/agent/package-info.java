/**
 * The AI receptionist's side of a call: {@link inc.phone.ivr.agent.AiHandoff} says what the agent
 * is told, {@link inc.phone.ivr.agent.ToolRegistry} runs what the agent asks for.
 *
 * <p>Two rules hold here. What a caller says, and what comes of it (arguments, context, results),
 * is data and is never put into the instructions. And a tool runs only if the configuration offers
 * it in this very conversation and the host has bound it.
 */
@NullMarked
package inc.phone.ivr.agent;

import org.jspecify.annotations.NullMarked;
