package inc.phone.examples.simulator.delivery;

import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.delivery.Chance.Dial;
import inc.phone.examples.simulator.delivery.PlannedSend.Kind;
import inc.phone.examples.simulator.render.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Decides when the events of a call are sent, and what goes wrong with them. Pure. */
final class Timetable {
  private final Chance chance;
  private final Dials dials;
  private final Duration pace;

  /**
   * @param pace the time between two events of a call
   */
  Timetable(Chance chance, Dials dials, Duration pace) {
    this.chance = chance;
    this.dials = dials;
    this.pace = pace;
  }

  List<PlannedSend> of(SimulatedCall call, int callNumber, Duration begin) {
    List<Integer> slots = slots(call.moments().size(), callNumber);
    List<PlannedSend> sends = new ArrayList<>();
    for (int index = 0; index < slots.size(); index++) {
      CallEvent event = new CallEvent(call, callNumber, index);
      Duration slot = pace.multipliedBy(slots.get(index));
      Duration at = begin.plus(slot).plus(delay(event));
      sends.add(new PlannedSend(at, Kind.EVENT, event, lostAcknowledgements(event), 0));
      addDuplicates(sends, event, at);
      addForgery(sends, event, at);
    }
    return sends;
  }

  private List<Integer> slots(int count, int callNumber) {
    List<Integer> slots = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    SplittableRandom random = chance.random(Dial.DISORDER, callNumber);
    if (Chance.happens(random, dials.disorder())) {
      Collections.shuffle(slots, new Random(random.nextLong()));
    }
    return slots;
  }

  private Duration delay(CallEvent event) {
    SplittableRandom random = chance.random(Dial.DELAY, event.callNumber(), event.index());
    return Chance.happens(random, dials.delays())
        ? Chance.upTo(random, dials.longestDelay())
        : Duration.ZERO;
  }

  private int lostAcknowledgements(CallEvent event) {
    SplittableRandom random =
        chance.random(Dial.LOST_ACKNOWLEDGEMENT, event.callNumber(), event.index());
    if (!Chance.happens(random, dials.lostAcknowledgements())) {
      return 0;
    }
    return Chance.happens(random, dials.lostAcknowledgements()) ? 2 : 1;
  }

  private void addDuplicates(List<PlannedSend> sends, CallEvent event, Duration at) {
    SplittableRandom random = chance.random(Dial.DUPLICATE, event.callNumber(), event.index());
    if (Chance.happens(random, dials.duplicates())) {
      int copies = 1 + random.nextInt(3);
      for (int copy = 0; copy < copies; copy++) {
        Duration later = at.plus(Chance.upTo(random, dials.longestDelay()));
        sends.add(new PlannedSend(later, Kind.DUPLICATE, event, 0, copy));
      }
    }
  }

  private void addForgery(List<PlannedSend> sends, CallEvent event, Duration at) {
    SplittableRandom random = chance.random(Dial.FORGERY, event.callNumber(), event.index());
    if (Chance.happens(random, dials.forgeries())) {
      int form = random.nextInt(Forger.FORMS);
      Duration later = at.plus(Chance.upTo(random, dials.longestDelay()));
      sends.add(new PlannedSend(later, Kind.FORGERY, event, 0, form));
    }
  }
}
