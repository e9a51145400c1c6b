/**
 * Which agent takes an inbound call: {@link inc.phone.ivr.routing.InboundCallRouter} answers with
 * an {@link inc.phone.ivr.routing.AgentDispatch}, always and in time.
 *
 * <p>What the answer is made from belongs to the host and may be away: {@link
 * inc.phone.ivr.routing.NumberDirectory}, {@link inc.phone.ivr.routing.LeadRegistry} and {@link
 * inc.phone.ivr.routing.CallJournal}. A caller never waits for them longer than the deadline; what
 * they missed is told to a {@link inc.phone.ivr.routing.RoutingObserver} and made up for later.
 *
 * <p>The other way round, {@link inc.phone.ivr.routing.OutboundCalls} is how a host places calls.
 */
@NullMarked
package inc.phone.ivr.routing;

import org.jspecify.annotations.NullMarked;
