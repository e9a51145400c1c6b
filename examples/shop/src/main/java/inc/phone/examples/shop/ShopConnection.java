package inc.phone.examples.shop;

import inc.phone.client.AuthenticationException;
import inc.phone.client.CreateWebhook;
import inc.phone.client.EnsuredWebhook;
import inc.phone.client.PhoneIncClient;
import inc.phone.client.TransportException;
import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.shop.pages.integrations.Connection;
import inc.phone.model.EventType;
import inc.phone.model.PhoneIncException;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.signature.SharedSecretScheme;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the connection with Phone.inc, and subscribes the shop. Thread-safe. */
final class ShopConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(ShopConnection.class);
  private static final String NAME = "Shop";

  private final SettingsSource settings;
  private final Supplier<PhoneIncClient> client;

  ShopConnection(SettingsSource settings, Supplier<PhoneIncClient> client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public Flash test() {
    return told(
        () -> {
          int webhooks = client.get().webhooks().list().size();
          return Flash.good("webhook.works", Integer.toString(webhooks));
        });
  }

  @Override
  public Flash subscribe(String url, boolean withSecret) {
    List<Secret> secrets = settings.load().webhookSecrets();
    if (secrets.isEmpty()) {
      return Flash.bad("webhook.no_secret");
    }
    Secret newest = secrets.get(0);
    return told(
        () -> {
          EnsuredWebhook made =
              client
                  .get()
                  .webhooks()
                  .ensure(
                      CreateWebhook.builder()
                          .name(NAME)
                          .url(withSecret ? withToken(url, newest) : url)
                          .events(EventType.documented())
                          .build());
          return Flash.good("webhook." + made.outcome().name().toLowerCase(Locale.ROOT));
        });
  }

  /** In place of the token that it may have; a fragment goes, for no sender sends it. */
  private static String withToken(String url, Secret secret) {
    return HttpUrl.get(url)
        .newBuilder()
        .setQueryParameter(SharedSecretScheme.DEFAULT_PARAMETER, secret.reveal())
        .fragment(null)
        .build()
        .toString();
  }

  private static Flash told(Supplier<Flash> attempt) {
    try {
      return attempt.get();
    } catch (AuthenticationException e) {
      return failed("webhook.refused", e);
    } catch (TransportException e) {
      return failed("webhook.unreachable", e);
    } catch (PhoneIncException | IllegalArgumentException e) {
      return failed("webhook.failed", e);
    }
  }

  /** What the server says stays in no page: it may repeat what it was sent. */
  private static Flash failed(String key, RuntimeException e) {
    LOG.atInfo().addKeyValue("failure", e.getClass().getName()).log("Phone.inc could not be asked");
    return Flash.bad(key);
  }
}
