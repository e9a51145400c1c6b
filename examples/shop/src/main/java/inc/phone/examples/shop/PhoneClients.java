package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.client.PhoneIncClientBuilder;
import inc.phone.settings.IntegrationSettings;
import inc.phone.webhooks.signature.SignatureVerifier;
import java.time.Duration;

/**
 * Makes clients of the settings of a moment, all of which share one set of connections.
 * Thread-safe.
 */
final class PhoneClients implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PhoneIncClient connections;

  /**
   * @throws IllegalArgumentException if these settings cannot be used
   */
  PhoneClients(IntegrationSettings first) {
    this.connections = with(first, PhoneIncClient.builder().deadline(PATIENCE));
    check(first);
  }

  /** A light client, which needs no closing. */
  PhoneIncClient of(IntegrationSettings settings) {
    return with(settings, connections.toBuilder());
  }

  /**
   * Tries whether what is made of settings can be made of these.
   *
   * @throws IllegalArgumentException if not; no secret is in the message
   */
  void check(IntegrationSettings settings) {
    SignatureVerifier unused = Receivers.verifier(settings);
    PhoneIncClient unusedClient = of(settings);
  }

  /** Does nothing until it is asked, so it may be made without a key that works. */
  private static PhoneIncClient with(IntegrationSettings settings, PhoneIncClientBuilder client) {
    String key = settings.apiKey().isEmpty() ? "off" : settings.apiKey().reveal();
    return client.apiKey(key).baseUrl(settings.baseUrl()).build();
  }

  @Override
  public void close() {
    connections.close();
  }
}
