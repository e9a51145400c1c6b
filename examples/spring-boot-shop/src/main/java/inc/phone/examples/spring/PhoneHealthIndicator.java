package inc.phone.examples.spring;

import inc.phone.settings.IntegrationSettings;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether phone events are received, and why not. The database has an indicator of Boot's own.
 *
 * <p>Switched off is no illness: it must not take a shop out of its load balancer.
 */
@Component("phone")
final class PhoneHealthIndicator implements HealthIndicator {
  private final IntegrationSettings settings;

  PhoneHealthIndicator(IntegrationSettings settings) {
    this.settings = settings;
  }

  @Override
  public Health health() {
    if (!settings.enabled()) {
      return Health.unknown().withDetail("reason", "off: no workspace id or no API key").build();
    }
    if (settings.webhookSecrets().isEmpty()) {
      return Health.down().withDetail("reason", "no webhook secret: nothing is let in").build();
    }
    return Health.up().build();
  }
}
