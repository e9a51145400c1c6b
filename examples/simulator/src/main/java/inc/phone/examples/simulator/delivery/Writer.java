package inc.phone.examples.simulator.delivery;

import inc.phone.examples.simulator.delivery.Chance.Dial;
import inc.phone.examples.simulator.render.CallEvent;
import inc.phone.examples.simulator.render.EventJson;
import inc.phone.examples.simulator.render.JsonStyle;
import java.time.Duration;
import java.util.SplittableRandom;

/** Writes the body of each attempt. The first is plain; retries may differ, as the dials say. */
final class Writer {
  private static final int LONGEST_RESTAMP_SECONDS = 60;

  private final Chance chance;
  private final Dials dials;

  Writer(Chance chance, Dials dials) {
    this.chance = chance;
    this.dials = dials;
  }

  byte[] original(CallEvent event) {
    return JsonStyle.PLAIN.write(EventJson.of(event, 0, Duration.ZERO));
  }

  Wording attempt(CallEvent event, int attempt) {
    if (attempt == 1) {
      return new Wording(original(event), false, false);
    }
    SplittableRandom render = random(Dial.RE_RENDER, event, attempt);
    SplittableRandom stamp = random(Dial.RE_STAMP, event, attempt);
    boolean reRendered = Chance.happens(render, dials.reRenderedRetries());
    boolean reStamped = Chance.happens(stamp, dials.reStampedRetries()) && mayStamp(event);
    int momentsLater = reRendered ? render.nextInt(event.remaining() + 1) : 0;
    if (reRendered && reStamped) {
      momentsLater =
          event.remaining(); // a late stamp must not be on a value that has been replaced
    }
    Duration stampedLater =
        Duration.ofSeconds(reStamped ? 1 + stamp.nextInt(LONGEST_RESTAMP_SECONDS) : 0);
    JsonStyle style = reRendered ? JsonStyle.other(render) : JsonStyle.PLAIN;
    byte[] body = style.write(EventJson.of(event, momentsLater, stampedLater));
    return new Wording(body, reRendered, reStamped);
  }

  private static boolean mayStamp(CallEvent event) {
    return !event.call().flat() && event.moment().type().stampFree();
  }

  private SplittableRandom random(Dial dial, CallEvent event, int attempt) {
    return chance.random(dial, event.callNumber(), event.index(), attempt);
  }
}
