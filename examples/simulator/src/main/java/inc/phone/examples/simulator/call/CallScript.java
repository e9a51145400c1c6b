package inc.phone.examples.simulator.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes the calls of a seed: the n-th call is the same however many are asked for.
 *
 * <p>Any twenty calls beginning at a multiple of twenty hold every {@link Story}. A quarter of all
 * waits last no time at all, so that moments share a second. Immutable and thread-safe.
 */
public final class CallScript {
  private static final List<Story> STORIES = stories();
  private static final List<String> BRANCHES = List.of("sales", "support", "billing");

  private final long seed;
  private final Company company;
  private final Instant epoch;

  /**
   * A script.
   *
   * @param seed the seed of everything
   * @param company whose telephone it is
   * @param epoch when the first call begins
   */
  public CallScript(long seed, Company company, Instant epoch) {
    this.seed = seed;
    this.company = company;
    this.epoch = epoch;
  }

  /**
   * One call.
   *
   * @param number which, from 0
   * @return the call
   */
  public SimulatedCall call(int number) {
    SplittableRandom random = Seeds.random(seed, Stream.CALLS, number);
    Story story = story(number);
    Parties parties = parties(story, random);
    String id = story.flat() ? Ids.prefixed("call_", random) : Ids.ulid(random);
    Instant startedAt = epoch.plusSeconds(20L * number + random.nextInt(40));
    Choice choice = story.flat() ? choice(startedAt, random) : null;
    Instant rungUntil = wait(choice == null ? startedAt : choice.at(), 30, random);
    Answer answer = null;
    Instant endedAt = rungUntil;
    if (story.answered()) {
      endedAt = wait(rungUntil, 600, random);
      answer = answer(story, number, parties, rungUntil, endedAt, random);
    }
    return new SimulatedCall(
        id,
        Ids.control(random),
        story.flat(),
        parties,
        startedAt,
        story.closed(),
        choice,
        answer,
        endedAt,
        story.voicemail() ? message(number, endedAt, random) : null,
        story == Story.MENU_ABANDONED ? audioUrl(random) : null);
  }

  private Story story(int number) {
    List<Story> block = new ArrayList<>(STORIES);
    int blockNumber = number / STORIES.size();
    long blockSeed = Seeds.random(seed, Stream.STORIES, blockNumber).nextLong();
    Collections.shuffle(block, new Random(blockSeed));
    return block.get(number % STORIES.size());
  }

  private Parties parties(Story story, SplittableRandom random) {
    MainNumber main = Phrases.pick(company.mainNumbers(), random);
    String other = otherEnd(random);
    if (story.outbound()) {
      return new Parties(true, main.number(), other, main);
    }
    return new Parties(
        false, random.nextInt(8) == 0 ? withheld(random) : other, main.number(), main);
  }

  private String otherEnd(SplittableRandom random) {
    return random.nextInt(4) == 0
        ? "+447700900" + (500 + random.nextInt(400)) // nobody's contact
        : Phrases.pick(company.contacts(), random).phone();
  }

  /** What the vendor sends for a withheld number is unknown; these are seen at carriers. */
  private static @Nullable String withheld(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> "anonymous";
      default -> "+266696687";
    };
  }

  private static Choice choice(Instant startedAt, SplittableRandom random) {
    int branch = random.nextInt(BRANCHES.size());
    return new Choice(
        wait(startedAt, 12, random), String.valueOf(branch + 1), BRANCHES.get(branch));
  }

  private Answer answer(
      Story story,
      int number,
      Parties parties,
      Instant at,
      Instant endedAt,
      SplittableRandom random) {
    Employee by = Phrases.pick(company.employees(), random);
    if (story == Story.ANSWERED_UNRECORDED) {
      return new Answer(at, by, null);
    }
    String caller = parties.outbound() ? "Callee" : "Caller";
    List<Transcript.Line> lines =
        List.of(
            new Transcript.Line(by.name(), Phrases.answer(random), by.id()),
            new Transcript.Line(caller, Phrases.message(random, number), null));
    return new Answer(
        at,
        by,
        new Transcript(
            wait(endedAt, 90, random),
            random.nextBoolean() ? "A call about an order." : null,
            Phrases.summary(random, number),
            lines));
  }

  private static Message message(int number, Instant endedAt, SplittableRandom random) {
    Instant createdAt = wait(endedAt, 5, random);
    Message.Text text =
        random.nextInt(6) == 0
            ? null
            : new Message.Text(wait(createdAt, 60, random), Phrases.message(random, number));
    return new Message(Ids.ulid(random), createdAt, audioUrl(random), text);
  }

  private static String audioUrl(SplittableRandom random) {
    return "https://phone.inc/recordings/" + Ids.ulid(random) + "/audio.mp3?sig=a%2Fb&x=1";
  }

  private static Instant wait(Instant from, int longestSeconds, SplittableRandom random) {
    boolean atOnce = random.nextInt(4) == 0;
    return from.plus(Duration.ofSeconds(atOnce ? 0 : 1 + random.nextInt(longestSeconds)));
  }

  private static List<Story> stories() {
    return Arrays.stream(Story.values())
        .flatMap(story -> Collections.nCopies(story.share, story).stream())
        .toList();
  }
}
