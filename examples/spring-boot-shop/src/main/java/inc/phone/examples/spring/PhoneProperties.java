package inc.phone.examples.spring;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.yml} says about Phone.inc. Secrets are bound as {@link Secret}, which
 * shows itself to nobody.
 *
 * @param workspaceId the company's workspace; empty turns the integration off
 * @param apiKey the key for the REST API; empty turns the integration off
 * @param webhookSecrets the active secrets, newest first; more than one during rotation
 * @param region the country of numbers without country code
 */
@ConfigurationProperties("phone-inc")
record PhoneProperties(
    @DefaultValue("") String workspaceId,
    @DefaultValue("") Secret apiKey,
    @DefaultValue List<Secret> webhookSecrets,
    @DefaultValue(IntegrationSettings.DEFAULT_REGION) String region) {

  IntegrationSettings settings() {
    return IntegrationSettings.builder()
        .workspaceId(workspaceId)
        .apiKey(apiKey)
        .webhookSecrets(webhookSecrets)
        .defaultRegion(region)
        .build();
  }
}
