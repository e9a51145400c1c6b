package inc.phone.examples.spring;

import inc.phone.settings.IntegrationSettings;
import inc.phone.webhooks.WebhookReceiver;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks up again what was left: when the shop was stopped, or its customers were away. */
@Component
final class PendingCalls {
  private final WebhookReceiver receiver;
  private final IntegrationSettings settings;

  PendingCalls(WebhookReceiver receiver, IntegrationSettings settings) {
    this.receiver = receiver;
    this.settings = settings;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
  void lookUp() {
    if (settings.enabled()) {
      receiver.matcher().matchPending();
    }
  }
}
