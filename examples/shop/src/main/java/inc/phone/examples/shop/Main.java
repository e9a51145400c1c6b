package inc.phone.examples.shop;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the shop with what the environment says. */
public final class Main {
  private static final int BAD_CONFIGURATION = 2;

  private Main() {}

  /**
   * Runs until the process is told to end.
   *
   * @param arguments nothing, or {@code --demo}
   */
  public static void main(String[] arguments) {
    if (!List.of(arguments).isEmpty()) {
      System.err.println("usage: java -jar shop.jar");
      System.exit(BAD_CONFIGURATION);
    }
    try {
      run(ShopConfig.from(System.getenv()));
    } catch (RuntimeException e) {
      System.err.println("the shop cannot start: " + causes(e));
      System.exit(BAD_CONFIGURATION);
    }
  }

  private static void run(ShopConfig config) {
    Shop shop = Shop.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "shutdown"));
    Logger log = LoggerFactory.getLogger(Main.class);
    if (!config.phone().enabled()) {
      log.warn(
          "the phone integration is off: PHONE_INC_WORKSPACE_ID or PHONE_INC_API_KEY is empty");
    } else if (config.phone().webhookSecrets().isEmpty()) {
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
