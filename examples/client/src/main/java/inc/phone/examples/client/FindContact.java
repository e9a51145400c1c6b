package inc.phone.examples.client;

import inc.phone.client.PhoneIncClient;

/** Who is calling? */
public final class FindContact {
  private FindContact() {}

  public static void main(String[] args) {
    String number = args.length > 0 ? args[0] : "+45 20 12 34 56";
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      phone
          .contacts()
          .findByPhone(number)
          .ifPresentOrElse(
              contact -> System.out.println(contact.name() + ", " + contact.companyName()),
              () -> System.out.println("nobody we know"));
    }
  }
}
