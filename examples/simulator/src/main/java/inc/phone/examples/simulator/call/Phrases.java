package inc.phone.examples.simulator.call;

import java.util.List;
import java.util.SplittableRandom;

/** What people say, with the characters that break naive programs. */
final class Phrases {
  private static final List<String> MESSAGES =
      List.of(
          "Hi, I'm calling about the order I placed yesterday.",
          "Hej, det er om ordre nr. 4711 – den blå cykel. Ring venligst tilbage på 20 12 34 56.",
          "I said \"before noon\", and it is 50 % late; see https://shop.example/orders/4711.",
          "¿Me pueden llamar? Gracias 🙏",
          "The box says C:\\temp\\new — is that right?",
          "请回电,谢谢。",
          "It's about <b>bold</b> & 'quoted' things;\nand then there was a second line.");
  private static final List<String> ANSWERS =
      List.of(
          "Sales, good morning!",
          "Support, hvad kan jeg hjælpe med?",
          "One moment, I am looking… yes, here it is.");
  private static final List<String> SUMMARIES =
      List.of(
          "Customer asked for the delivery date; it was confirmed.",
          "Reklamation over en blå cykel; ny pedal sendes.",
          "Caller wants an invoice \"as PDF\".");

  private Phrases() {}

  static String message(SplittableRandom random, int number) {
    return pick(MESSAGES, random) + " (" + number + ")";
  }

  static String answer(SplittableRandom random) {
    return pick(ANSWERS, random);
  }

  static String summary(SplittableRandom random, int number) {
    return pick(SUMMARIES, random) + " (" + number + ")";
  }

  static <T> T pick(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
