package inc.phone.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The two forms of every method, so that one test covers both. */
enum Form {
  WAITING,
  ASYNC;

  <T> T call(Supplier<T> waiting, Supplier<CompletableFuture<T>> async) {
    return this == WAITING ? waiting.get() : end(async.get());
  }

  void list(PhoneIncClient phone) {
    call(() -> phone.webhooks().list(), () -> phone.webhooks().listAsync());
  }

  void create(PhoneIncClient phone, CreateWebhook spec) {
    call(() -> phone.webhooks().create(spec), () -> phone.webhooks().createAsync(spec));
  }

  ApiResponse request(PhoneIncClient phone, String method, String path, String json) {
    return call(
        () -> phone.request(method, path, json), () -> phone.requestAsync(method, path, json));
  }

  /** The value of a future, or its failure as it is. */
  static <T> T end(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
