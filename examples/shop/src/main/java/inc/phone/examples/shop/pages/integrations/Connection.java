package inc.phone.examples.shop.pages.integrations;

import inc.phone.examples.shop.pages.access.Flash;

/**
 * Talks to Phone.inc with the settings of the moment. Called from any thread; blocks for seconds.
 */
public interface Connection {
  /** Tries whether the key works; the message says what came of it. */
  Flash test();

  /**
   * Has webhooks sent to the shop; repeating it changes nothing.
   *
   * @param url where to, without a query
   * @param withSecret whether the newest webhook secret is put into the address, for a sender that
   *     does not sign
   */
  Flash subscribe(String url, boolean withSecret);
}
