package inc.phone.examples.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The simulator's own switches, for those who drive it with curl. */
final class ControlRoutes {
  private static final int MOST_CALLS = 100_000;

  private final IntConsumer play;
  private final Supplier<Object> statistics;
  private final Supplier<Object> truth;

  ControlRoutes(IntConsumer play, Supplier<Object> statistics, Supplier<Object> truth) {
    this.play = play;
    this.statistics = statistics;
    this.truth = truth;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/simulator/play", this::play);
    routes.get(
        "/simulator/statistics",
        context -> Answers.json(context, 200, Answers.tree(statistics.get())));
    routes.get(
        "/simulator/truth", context -> Answers.json(context, 200, Answers.tree(truth.get())));
  }

  private void play(Context context) {
    JsonNode calls = Answers.body(context).path("calls");
    if (!calls.isInt() || calls.intValue() < 1 || calls.intValue() > MOST_CALLS) {
      throw ApiProblem.of(400, "calls must be a number from 1 to " + MOST_CALLS);
    }
    play.accept(calls.intValue());
    context.status(202);
  }
}
