package inc.phone.examples.client;

import inc.phone.client.CallFilter;
import inc.phone.client.PhoneIncClient;
import inc.phone.client.RateLimitException;
import inc.phone.model.Call;
import inc.phone.model.CallDirection;

/** Prints the summaries of inbound calls, and what to do when there are too many requests. */
public final class RecentCalls {
  private RecentCalls() {}

  public static void main(String[] args) {
    CallFilter inbound = CallFilter.builder().direction(CallDirection.INBOUND).build();
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      for (Call call : phone.calls().list(inbound).calls()) {
        System.out.println(call.startedAt() + " " + call.state() + " " + call.summary());
      }
    } catch (RateLimitException e) {
      e.retryAfter().ifPresent(wait -> System.err.println("try again in " + wait));
    }
  }
}
