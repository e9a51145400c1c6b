package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.settings.IntegrationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the shop with what the environment says, or the demonstration. */
public final class Main {
  private static final int BAD_CONFIGURATION = 2;
  private static final int DEMO_CALLS = 240;
  private static final long DEMO_SEED = 20_260_515;

  private Main() {}

  /**
   * Runs until the process is told to end, or until the demonstration is over: 0 if it went well, 1
   * if a row is not as it should be. 2 if the shop cannot start.
   *
   * @param arguments nothing, {@code --demo}, or {@code --demo --look} to see its pages too
   * @throws IOException if the demonstration cannot reach its own shop
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    boolean look = words.equals(List.of("--demo", "--look"));
    if (look || words.equals(List.of("--demo"))) {
      // Every forgery is worth a line in the log of a shop; here there are too many.
      System.setProperty("org.slf4j.simpleLogger.log.inc.phone", "error");
      PrintStream out = new PrintStream(System.out, true, UTF_8);
      Demo demo = new Demo(out, DEMO_CALLS, DEMO_SEED, look ? System.in : null);
      System.exit(demo.run() ? 0 : 1);
    } else if (!words.isEmpty()) {
      System.err.println(
          "usage: java -jar shop.jar [--demo [--look]]; the README lists the environment");
      System.exit(BAD_CONFIGURATION);
    }
    try {
      serve(ShopConfig.from(System.getenv()));
    } catch (RuntimeException e) {
      System.err.println("the shop cannot start: " + causes(e));
      System.exit(BAD_CONFIGURATION);
    }
  }

  private static void serve(ShopConfig config) {
    Shop shop = Shop.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "shutdown"));
    Logger log = LoggerFactory.getLogger(Main.class);
    IntegrationSettings phone = shop.settings();
    if (!phone.enabled()) {
      log.warn("the integration is off: PHONE_INC_WORKSPACE_ID or PHONE_INC_API_KEY is empty");
    } else if (phone.webhookSecrets().isEmpty()) {
      log.warn("webhooks are answered 503: PHONE_INC_WEBHOOK_SECRET is not set");
    }
    if (config.adminToken().isEmpty()) {
      log.warn("the admin API lets nobody in: SHOP_ADMIN_TOKEN is not set");
    }
    System.out.println("shop listening on port " + shop.port());
  }

  private static String causes(Throwable e) {
    Throwable cause = e.getCause();
    return e.getMessage() + (cause == null ? "" : " (" + causes(cause) + ")");
  }
}
