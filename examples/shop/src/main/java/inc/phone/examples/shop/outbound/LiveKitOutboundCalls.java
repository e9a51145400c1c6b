package inc.phone.examples.shop.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.shop.outbound.OutboundLog.Claim;
import inc.phone.examples.shop.outbound.TwirpException.Kind;
import inc.phone.ivr.DialPolicy;
import inc.phone.ivr.routing.AgentDispatch;
import inc.phone.ivr.routing.OutboundCall;
import inc.phone.ivr.routing.OutboundCallException;
import inc.phone.ivr.routing.OutboundCallException.Reason;
import inc.phone.ivr.routing.OutboundCalls;
import inc.phone.ivr.routing.PlacedCall;
import inc.phone.token.MediaAccess;
import inc.phone.token.MediaTokenIssuer;
import inc.phone.webhooks.WebhookReceiver;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has LiveKit place calls.
 *
 * <ol>
 *   <li>The number must be one that may be called.
 *   <li>The call is written into the call log; if it is there already, nothing more happens.
 *   <li>The agent is sent to the call's own room, which makes the room.
 *   <li>LiveKit is asked, once, to dial and to say when somebody has answered. Whoever placed the
 *       call waits a moment for a refusal; the rest is written into the call log when it comes.
 *   <li>If recordings are wanted, LiveKit is asked for one when the call is answered. Its webhook
 *       brings the link when it is done.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class LiveKitOutboundCalls implements OutboundCalls, AutoCloseable {
  /** How long it may ring. */
  private static final Duration RINGING = Duration.ofSeconds(45);

  /** LiveKit answers when somebody has picked up, or when it stopped ringing. */
  private static final Duration PATIENCE = RINGING.plusSeconds(15);

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(10);
  private static final String ROOM = "out-";
  private static final String CALLEE = "callee"; // whoever begins with sip_ is taken for a caller
  private static final Logger LOG = LoggerFactory.getLogger(LiveKitOutboundCalls.class);

  private final Twirp liveKit;
  private final OutboundConfig config;
  private final DialPolicy policy;
  private final OutboundLog log;
  private final Duration grace;

  /**
   * @param config where LiveKit is, and its trunk
   * @param issuer makes the tokens to ask with
   * @param policy whom to call
   * @param receiver writes the call log; one without off switch
   * @param clock says when something happened
   * @param grace how long to wait for a refusal
   */
  public LiveKitOutboundCalls(
      OutboundConfig config,
      MediaTokenIssuer issuer,
      DialPolicy policy,
      WebhookReceiver receiver,
      Clock clock,
      Duration grace) {
    this.liveKit = new Twirp(config.url(), issuer, new OkHttpClient());
    this.config = config;
    this.policy = policy;
    this.log = new OutboundLog(receiver, clock);
    this.grace = grace;
  }

  @Override
  public PlacedCall place(OutboundCall call) {
    policy
        .refusal(call.to())
        .ifPresent(
            refusal -> {
              throw new OutboundCallException(
                  Reason.NOT_ALLOWED, "may not be called: " + refusal, null);
            });
    String room = ROOM + call.requestId();
    Claim claim = log.begin(room, call);
    if (claim == Claim.USED) {
      return PlacedCall.repeated(room);
    }
    if (claim == Claim.UNKNOWN) {
      throw new OutboundCallException(Reason.UNAVAILABLE, "the call log is away", null);
    }
    call.agent().ifPresent(agent -> send(agent, room, call));
    dial(room, call);
    return PlacedCall.placed(room);
  }

  /** Nothing rings yet, so whatever goes wrong, the call is over. */
  private void send(AgentDispatch agent, String room, OutboundCall call) {
    ObjectNode body =
        object()
            .put("room", room)
            .put("agent_name", agent.agentName())
            .put("metadata", agent.metadata());
    ObjectNode attributes = body.putObject("attributes");
    agent.attributes().forEach(attributes::put);
    MediaAccess access = MediaAccess.builder().administerRoom(room).build();
    CompletableFuture<ObjectNode> answer =
        liveKit.send("AgentDispatchService/CreateDispatch", body, access, SHORT_PATIENCE);
    try {
      await(answer, SHORT_PATIENCE.plusSeconds(1));
    } catch (TwirpException | TimeoutException e) {
      log.ended(room, call);
      boolean refused = e instanceof TwirpException twirp && twirp.kind() == Kind.REFUSED;
      throw new OutboundCallException(
          refused ? Reason.REFUSED : Reason.UNAVAILABLE, "no agent: " + e.getMessage(), e);
    }
  }

  private void dial(String room, OutboundCall call) {
    ObjectNode body =
        object()
            .put("sip_trunk_id", config.trunkId())
            .put("sip_call_to", call.to().value())
            .put("room_name", room)
            .put("participant_identity", CALLEE)
            .put("ringing_timeout", RINGING.toSeconds() + "s")
            .put("wait_until_answered", true);
    call.from().ifPresent(number -> body.put("sip_number", number.value()));
    CompletableFuture<ObjectNode> answer =
        liveKit
            .send(
                "SIP/CreateSIPParticipant",
                body,
                MediaAccess.builder().placeCalls().build(),
                PATIENCE)
            .whenComplete((info, failure) -> written(room, call, failure));
    try {
      await(answer, grace);
    } catch (TimeoutException e) {
      LOG.debug("it rings"); // the rest is written when it comes
    } catch (TwirpException e) {
      throw switch (e.kind()) {
        case NOT_SENT -> failed(Reason.UNAVAILABLE, e);
        case REFUSED -> failed(Reason.REFUSED, e);
        case UNKNOWN -> failed(Reason.UNKNOWN, e);
      };
    }
  }

  /** On a thread of the HTTP client. If nothing is known, LiveKit's events or the sweep end it. */
  private void written(String room, OutboundCall call, Throwable failure) {
    if (failure == null) {
      log.answered(room, call);
      record(room);
    } else if (failure instanceof TwirpException twirp && twirp.kind() != Kind.UNKNOWN) {
      log.ended(room, call);
    } else {
      LOG.atWarn().addKeyValue("call_id", room).log("nobody knows what became of a call");
    }
  }

  /** A call without a recording is better than none, so a failure is only told. */
  private void record(String room) {
    if (config.recordingPath().isEmpty()) {
      return;
    }
    ObjectNode body = object().put("room_name", room).put("audio_only", true);
    body.putArray("file_outputs")
        .addObject()
        .put("file_type", "OGG")
        .put("filepath", config.recordingPath());
    CompletableFuture<ObjectNode> unused =
        liveKit
            .send(
                "Egress/StartRoomCompositeEgress",
                body,
                MediaAccess.builder().recordRooms().build(),
                SHORT_PATIENCE)
            .whenComplete(
                (info, failure) -> {
                  if (failure != null) {
                    LOG.atWarn().addKeyValue("call_id", room).log("no recording: " + failure);
                  }
                });
  }

  private static OutboundCallException failed(Reason reason, TwirpException e) {
    return new OutboundCallException(reason, String.valueOf(e.getMessage()), e);
  }

  private static void await(CompletableFuture<ObjectNode> answer, Duration time)
      throws TwirpException, TimeoutException {
    try {
      answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TwirpException twirp) {
        throw twirp;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TwirpException(Kind.UNKNOWN, "interrupted", e);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    liveKit.close();
  }
}
