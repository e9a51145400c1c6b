package inc.phone.examples.shop;

import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.store.JdbcCallStore;
import java.time.Clock;
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
 * @param recordings where recordings are
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
    FreshRecordings recordings,
    AdminAuth admin,
    Clock clock) {}
