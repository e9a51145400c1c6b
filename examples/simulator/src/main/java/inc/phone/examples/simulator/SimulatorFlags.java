package inc.phone.examples.simulator;

import inc.phone.examples.simulator.delivery.Dials;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The command line. */
final class SimulatorFlags {
  static final String HELP =
      """
      A stand-in for Phone.inc. Usage: java -jar simulator.jar [flags]

        --port N             port of the API, 0 for any that is free   (9090)
        --host ADDRESS       address to listen on                      (127.0.0.1)
        --api-key KEY        what requests must carry                  (%s)
        --secret SECRET      signs deliveries, 8 to 64 bytes           (%s)
        --seed N             decides everything                        (1)
        --target URL         subscribes URL to all events at the start
        --calls N            plays N calls, reports and ends; without it the API
                             is served until the program is stopped
        --pace-ms N          between calls and between events          (20)
        --retry-ms N         wait before the first of 5 retries        (1000)
        --trouble WORD       calm or rough                             (calm)
        --duplicates P       each dial of trouble for itself, 0 to 1
        --disorder P
        --delays P           up to --longest-delay-ms N                (500)
        --lost-acks P
        --re-rendered P
        --re-stamped P
        --forgeries P
        --help

      With the API key: POST /simulator/play {"calls":20}, GET /simulator/statistics,
      GET /simulator/truth (the rows a receiver should have), and Phone.inc's
      /api/v1/webhooks, calls, voicemails, employees, contacts.
      Ends with 0 if everything was delivered and every forgery refused, else 1.
      """
          .formatted(SimulatorBuilder.DEFAULT_API_KEY, SimulatorBuilder.DEFAULT_SECRET);

  final SimulatorBuilder builder = PhoneIncSimulator.builder();
  @Nullable URI target;
  int calls = -1;
  boolean help;

  private Dials dials = Dials.calm();
  private Duration longestDelay = Dials.rough().longestDelay();

  private SimulatorFlags() {}

  static SimulatorFlags read(String... arguments) {
    SimulatorFlags flags = new SimulatorFlags();
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      flags.take(rest.next(), rest);
    }
    flags.builder.dials(flags.dials.withLongestDelay(flags.longestDelay));
    return flags;
  }

  private void take(String flag, Iterator<String> rest) {
    switch (flag) {
      case "--help", "-h" -> help = true;
      case "--port" -> builder.port(whole(flag, rest));
      case "--host" -> builder.host(text(flag, rest));
      case "--api-key" -> builder.apiKey(text(flag, rest));
      case "--secret" -> builder.secret(text(flag, rest));
      case "--seed" -> builder.seed(Long.parseLong(text(flag, rest)));
      case "--target" -> target = URI.create(text(flag, rest));
      case "--calls" -> calls = whole(flag, rest);
      case "--pace-ms" -> builder.pace(Duration.ofMillis(whole(flag, rest)));
      case "--retry-ms" -> builder.retryWait(Duration.ofMillis(whole(flag, rest)));
      case "--longest-delay-ms" -> longestDelay = Duration.ofMillis(whole(flag, rest));
      case "--trouble" -> dials = trouble(text(flag, rest));
      case "--duplicates" -> dials = dials.withDuplicates(share(flag, rest));
      case "--disorder" -> dials = dials.withDisorder(share(flag, rest));
      case "--delays" -> dials = dials.withDelays(share(flag, rest));
      case "--lost-acks" -> dials = dials.withLostAcknowledgements(share(flag, rest));
      case "--re-rendered" -> dials = dials.withReRenderedRetries(share(flag, rest));
      case "--re-stamped" -> dials = dials.withReStampedRetries(share(flag, rest));
      case "--forgeries" -> dials = dials.withForgeries(share(flag, rest));
      default -> throw new IllegalArgumentException("unknown flag " + flag);
    }
  }

  private static Dials trouble(String word) {
    return switch (word) {
      case "calm" -> Dials.calm();
      case "rough" -> Dials.rough();
      default -> throw new IllegalArgumentException("--trouble is calm or rough, not " + word);
    };
  }

  private static String text(String flag, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(flag + " needs a value");
    }
    return rest.next();
  }

  private static int whole(String flag, Iterator<String> rest) {
    String text = text(flag, rest);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " needs a whole number, not " + text, e);
    }
  }

  private static double share(String flag, Iterator<String> rest) {
    String text = text(flag, rest);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " needs a number from 0 to 1, not " + text, e);
    }
  }
}
