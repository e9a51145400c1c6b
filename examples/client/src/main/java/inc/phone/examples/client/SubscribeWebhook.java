package inc.phone.examples.client;

import inc.phone.client.CreateWebhook;
import inc.phone.client.EnsuredWebhook;
import inc.phone.client.PhoneIncClient;
import inc.phone.client.Webhook;
import inc.phone.model.EventType;

/** For deploy scripts: makes sure that the shop is subscribed, however often it runs. */
public final class SubscribeWebhook {
  private SubscribeWebhook() {}

  public static void main(String[] args) {
    String url = args.length > 0 ? args[0] : "https://shop.example/api/phone/webhook";
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      EnsuredWebhook ensured =
          phone
              .webhooks()
              .ensure(
                  CreateWebhook.builder()
                      .name("Shop")
                      .url(url)
                      .events(EventType.documented())
                      .build());
      System.out.println(ensured.outcome() + " " + ensured.webhook().id());
      for (Webhook hook : phone.webhooks().list()) {
        System.out.println(hook.id() + " " + hook.name() + (hook.active() ? "" : " (paused)"));
      }
    }
  }
}
