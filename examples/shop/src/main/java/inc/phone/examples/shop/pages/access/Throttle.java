package inc.phone.examples.shop.pages.access;

import java.time.Duration;

/** How often one address may fail to log in. Called from any thread; does not block. */
public interface Throttle {
  /** How long this address has to wait before its next attempt; zero if it may try. */
  Duration waitOf(String address);

  /** Counts a failed attempt. */
  void failed(String address);
}
