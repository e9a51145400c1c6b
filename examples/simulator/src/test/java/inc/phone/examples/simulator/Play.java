package inc.phone.examples.simulator;

import inc.phone.examples.simulator.RecordingReceiver.Delivery;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.delivery.Statistics;
import inc.phone.examples.simulator.truth.CallTruth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;

/** A whole play in no time, with what came of it. */
record Play(RecordingReceiver receiver, Statistics statistics, List<CallTruth> truth) {
  static final Duration PACE = Duration.ofMillis(10);
  static final Duration RETRY_WAIT = Duration.ofSeconds(1);

  static Play of(long seed, int calls, Dials dials) {
    return of(seed, calls, dials, delivery -> 200);
  }

  static Play of(long seed, int calls, Dials dials, ToIntFunction<Delivery> answer) {
    VirtualTime time = new VirtualTime();
    RecordingReceiver receiver = new RecordingReceiver(time, answer);
    try (PhoneIncSimulator simulator = simulator(seed, dials, time, receiver).start()) {
      simulator.subscribe(URI.create("http://receiver.example/hook"));
      simulator.play(calls);
      time.runAll();
      return new Play(receiver, simulator.statistics(), simulator.truth());
    }
  }

  static SimulatorBuilder simulator(
      long seed, Dials dials, VirtualTime time, RecordingReceiver receiver) {
    return PhoneIncSimulator.builder()
        .port(0)
        .seed(seed)
        .secret(RecordingReceiver.SECRET)
        .dials(dials)
        .pace(PACE)
        .retryWait(RETRY_WAIT)
        .timer(time)
        .transport(receiver);
  }

  List<Delivery> all() {
    return receiver.all();
  }

  List<Delivery> authentic() {
    return receiver.authentic();
  }

  List<Delivery> ofEvent(String event) {
    return authentic().stream().filter(delivery -> delivery.event().equals(event)).toList();
  }

  List<String> events() {
    return authentic().stream().map(Delivery::event).distinct().toList();
  }
}
