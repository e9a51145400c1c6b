package inc.phone.examples.shop.pages.integrations;

import inc.phone.examples.shop.settings.SettingsView;
import inc.phone.token.MediaToken;
import org.jspecify.annotations.Nullable;

/**
 * The settings, and what came of a try.
 *
 * @param settings what may be shown of them
 * @param webhookUrl where webhooks are to be sent
 * @param canCall whether there is a media server to try
 * @param serverUrl where it is
 * @param token a token that was just issued, or null
 * @param shown whether somebody asked to see it
 */
public record IntegrationsView(
    SettingsView settings,
    String webhookUrl,
    boolean canCall,
    String serverUrl,
    @Nullable MediaToken token,
    boolean shown) {}
