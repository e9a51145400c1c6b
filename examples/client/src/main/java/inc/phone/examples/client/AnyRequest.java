package inc.phone.examples.client;

import inc.phone.client.ApiResponse;
import inc.phone.client.PhoneIncClient;

/** For what the SDK has no method for: the same credential, retries, errors and limits. */
public final class AnyRequest {
  private AnyRequest() {}

  public static void main(String[] args) {
    String path = args.length > 0 ? args[0] : "/api/v1/employees";
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      ApiResponse answer = phone.request("GET", path, null);
      System.out.println(answer.status() + " " + answer.body());
    }
  }
}
