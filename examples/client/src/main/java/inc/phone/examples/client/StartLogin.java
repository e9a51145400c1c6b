package inc.phone.examples.client;

import inc.phone.client.PkceAuthorization;

/** The first step of OAuth for products that act for other companies. */
public final class StartLogin {
  private StartLogin() {}

  public static void main(String[] args) {
    String clientId = args.length > 0 ? args[0] : "your-client-id";
    PkceAuthorization login =
        PkceAuthorization.start(clientId, "https://product.example/phone/callback");
    // Keep login.codeVerifier() and login.state() in the user's session until the browser is back.
    System.out.println("send the browser to " + login.url());
  }
}
