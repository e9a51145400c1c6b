package inc.phone.examples.client;

import inc.phone.client.PhoneIncClient;
import inc.phone.client.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks for two things at the same time, with less patience than usual. */
public final class ManyAtOnce {
  private ManyAtOnce() {}

  public static void main(String[] args) {
    RequestOptions hasty = RequestOptions.builder().deadline(Duration.ofSeconds(5)).build();
    try (PhoneIncClient phone = PhoneIncClient.fromEnv()) {
      PhoneIncClient impatient = phone.with(hasty);
      CompletableFuture<Integer> employees =
          impatient.employees().listAsync().thenApply(all -> all.size());
      CompletableFuture<Integer> contacts =
          impatient.contacts().listAsync().thenApply(all -> all.size());
      System.out.println(employees.join() + " employees, " + contacts.join() + " contacts");
    }
  }
}
