package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.examples.shop.settings.SettingsEditor;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.store.JdbcCallStore;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the pages of the staff are made of.
 *
 * @param config what the environment says
 * @param settings what Phone.inc is reached with at the moment
 * @param database where the pages keep their own tables
 * @param store calls and voicemails
 * @param source whose they are
 * @param receiver what takes events in, for assignments and replays
 * @param menu the phone menu
 * @param customers the customers
 * @param history orders and chats
 * @param recordings where recordings are
 * @param parked what listeners could not be told
 * @param editor changes the settings
 * @param client the client of the settings of the moment
 * @param tokens lets the staff try the phone
 * @param admin who may come in
 * @param clock the time
 */
record PageParts(
    ShopConfig config,
    SettingsSource settings,
    DataSource database,
    JdbcCallStore store,
    String source,
    WebhookReceiver receiver,
    PhoneMenu menu,
    Customers customers,
    CustomerHistory history,
    FreshRecordings recordings,
    ParkedDeliveries parked,
    SettingsEditor editor,
    Supplier<PhoneIncClient> client,
    TestCallTokens tokens,
    AdminAuth admin,
    Clock clock) {}
