package inc.phone.ivr;

import inc.phone.ivr.flow.FlowInput;
import inc.phone.ivr.flow.FlowState;
import inc.phone.ivr.flow.IvrFlow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Measures what happens on every webhook and on every save. Run {@link #main}; prints the time of
 * the best warm round, since a busy machine only adds to it.
 */
public final class IvrBenchmark {
  private static final int ROUNDS = 41;

  private IvrBenchmark() {}

  public static void main(String[] arguments) {
    byte[] largest = largest();
    IvrConfig config = IvrConfig.parse(largest);
    ValidationReport report = IvrValidator.strict().validate(config);
    System.out.println(
        largest.length
            + " bytes, "
            + config.menus().size()
            + " menus, issues "
            + report.issues().size()
            + ", errors "
            + report.errors().size());
    double parse = best(10, () -> IvrConfig.parse(largest));
    double validate = best(10, () -> IvrValidator.strict().validate(config));
    System.out.println("largest: parse " + parse / 1e6 + " ms, validate " + validate / 1e6 + " ms");

    byte[] shop = Golden.text("shop.v1.json").getBytes(StandardCharsets.UTF_8);
    System.out.println("shop: parse " + best(200, () -> IvrConfig.parse(shop)) / 1e3 + " us");

    IvrFlow flow = IvrFlow.of(Golden.shop());
    FlowState menu = flow.answer(Instant.parse("2026-11-23T10:00:00Z"), null).state();
    FlowState ringing = flow.next(menu, FlowInput.digit('1')).state();
    System.out.println(
        "flow: answer "
            + best(2_000, () -> flow.answer(Instant.parse("2026-11-23T10:00:00Z"), "en-US"))
            + " ns, key "
            + best(2_000, () -> flow.next(menu, FlowInput.digit('1')))
            + " ns, silence "
            + best(2_000, () -> flow.next(menu, FlowInput.timeout()))
            + " ns, no answer "
            + best(2_000, () -> flow.next(ringing, FlowInput.notAnswered()))
            + " ns");
  }

  /** As many menus and branches as allowed, all different numbers, filled up to 256 KiB. */
  static byte[] largest() {
    IvrConfigBuilder builder =
        IvrConfig.builder().defaultLocale("da").defaultRegion("DK").entry("m0");
    String keys = "1234567890*#";
    for (int m = 0; m < 100; m++) {
      IvrMenu.Builder menu = IvrMenu.builder().greeting("da", "Menu " + m);
      for (int k = 0; k < keys.length(); k++) {
        IvrAction action =
            k < 2 && 2 * m + k + 1 < 100
                ? IvrAction.menu("m" + (2 * m + k + 1))
                : IvrAction.forward("+45" + (20_000_000 + 97 * (12 * m + k)));
        menu.branch(keys.substring(k, k + 1), action);
      }
      builder.menu("m" + m, menu.build());
    }
    IvrConfig config = builder.build();
    int rest = 256 * 1024 - config.toJson().getBytes(StandardCharsets.UTF_8).length;
    int filler = Math.max(0, rest / 100 - 2);
    IvrConfigBuilder filled = config.toBuilder();
    config
        .menus()
        .forEach(
            (id, menu) ->
                filled.menu(
                    id,
                    menu.toBuilder()
                        .greeting(
                            "da",
                            "For salg, tryk 1 2 3 4 5 6 7 8 9 0 * #. "
                                .concat("x".repeat(filler))
                                .substring(0, filler + 6))
                        .build()));
    return filled.build().toJson().getBytes(StandardCharsets.UTF_8);
  }

  private static double best(int times, Runnable work) {
    double[] nanos = new double[ROUNDS];
    for (int warm = 0; warm < 10 * times; warm++) {
      work.run();
    }
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      for (int i = 0; i < times; i++) {
        work.run();
      }
      nanos[round] = (System.nanoTime() - began) / (double) times;
    }
    Arrays.sort(nanos);
    return nanos[0];
  }
}
