package inc.phone.examples.client;

import inc.phone.client.Employee;
import inc.phone.client.PhoneIncClient;

/** Prints who works here. */
public final class ListEmployees {
  private ListEmployees() {}

  public static void main(String[] args) {
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      for (Employee employee : phone.employees().list()) {
        System.out.println(
            employee.name() + (employee.invitationPending() ? " (has yet to sign in)" : ""));
      }
    }
  }
}
