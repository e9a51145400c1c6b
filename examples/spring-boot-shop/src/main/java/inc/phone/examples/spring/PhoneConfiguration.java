package inc.phone.examples.spring;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.signature.RejectionReason;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CustomerLookup;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.Telemetry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/** Puts the receiver together from the beans of this shop. */
@Configuration(proxyBeanMethods = false)
class PhoneConfiguration {
  @Bean
  IntegrationSettings phoneSettings(PhoneProperties properties) {
    return properties.settings();
  }

  @Bean
  WebhookReceiver webhookReceiver(
      IntegrationSettings settings,
      CallStore store,
      Quarantine quarantine,
      CustomerLookup customers,
      Telemetry telemetry,
      @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
    return WebhookReceiver.builder()
        .settings(SettingsSource.fixed(settings))
        .verifier(verifier(settings))
        .store(store)
        .quarantine(quarantine)
        .customers(customers, settings.defaultRegion())
        .maxBodyBytes(WebhookController.MAX_BODY_BYTES)
        .executor(executor)
        .telemetry(telemetry)
        .nanoTicker(System::nanoTime)
        .build();
  }

  /** Each secret may sign, or stand in the URL for senders that cannot sign. */
  private static SignatureVerifier verifier(IntegrationSettings settings) {
    String[] secrets =
        settings.webhookSecrets().stream().map(Secret::reveal).toArray(String[]::new);
    if (secrets.length == 0) {
      return request -> new SignatureVerifier.Rejected(RejectionReason.MISSING);
    }
    return SignatureVerifier.anyOf(
        SignatureVerifier.hmacSha256(secrets), SignatureVerifier.sharedSecret(secrets));
  }
}
