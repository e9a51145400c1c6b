package inc.phone.examples.client;

import inc.phone.client.NotFoundException;
import inc.phone.client.PhoneIncClient;

/** Pauses a subscription for a maintenance window; with {@code resume} it goes on. */
public final class PauseWebhook {
  private PauseWebhook() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      System.err.println("usage: PauseWebhook <webhook id> [resume]");
      return;
    }
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      boolean resume = args.length > 1 && args[1].equals("resume");
      boolean active =
          (resume ? phone.webhooks().resume(args[0]) : phone.webhooks().pause(args[0])).active();
      System.out.println(active ? "delivering" : "paused");
    } catch (NotFoundException e) {
      System.err.println("there is no webhook " + args[0]);
    }
  }
}
