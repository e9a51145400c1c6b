package inc.phone.webhooks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.WebhookResponse;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.store.MemoryCallStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a {@link CallStore} promises if what it acknowledged must survive a crash.
 *
 * <p>{@link #asFoundAfterACrash} must not close anything in an orderly way first: it shows what a
 * new process would find if this one ended now.
 */
public abstract class DurableCallStoreContractTest extends CallStoreContractTest {
  /**
   * Opens what a crash at this moment would leave behind.
   *
   * @param store the store of this test
   * @return a store on a copy, or on the storage itself after its server was killed
   * @throws Exception if that fails
   */
  protected abstract CallStore asFoundAfterACrash(CallStore store) throws Exception;

  @Test
  public void whatWasWrittenSurvivesACrash() throws Exception {
    CallStore store = emptyStore();
    for (int i = 0; i < 20; i++) {
      assertThat(commit(store, change(key("call-" + i), 0, state(i))))
          .isEqualTo(CommitResult.WRITTEN);
    }
    commit(store, change(key("call-7"), 1, state(70)));
    CallStore found = asFoundAfterACrash(store);
    for (int i = 0; i < 20; i++) {
      assertThat(load(found, key("call-" + i)).state()).isEqualTo(state(i == 7 ? 70 : i));
      assertThat(load(found, key("call-" + i)).version()).isEqualTo(i == 7 ? 2 : 1);
    }
  }

  @Test
  public void aBatchThatWasWrittenSurvivesACrash() throws Exception {
    CallStore store = emptyStore();
    List<CallChange> batch =
        IntStream.range(0, 64).mapToObj(i -> change(key("call-" + i), 0, state(i))).toList();
    assertThat(store.commit(batch)).containsOnly(CommitResult.WRITTEN);
    CallStore found = asFoundAfterACrash(store);
    List<CallKey> keys = batch.stream().map(CallChange::key).toList();
    assertThat(found.load(keys)).allMatch(stored -> stored.version() == 1);
  }

  @Test
  public void everyEventThatWasAnsweredWith200SurvivesACrashAndIsARepeatAfterIt() throws Exception {
    CallStore store = emptyStore();
    List<byte[]> bodies = new ArrayList<>();
    for (int call = 0; call < 5; call++) {
      bodies.addAll(EventBodies.missedCallWithVoicemail("call-" + call));
    }
    try (WebhookReceiver receiver = receiver(store)) {
      for (byte[] body : bodies) {
        assertThat(post(receiver, body).body()).isEqualTo("{\"status\":\"accepted\"}");
      }
    }
    try (WebhookReceiver receiver = receiver(asFoundAfterACrash(store))) {
      for (byte[] body : bodies) {
        assertThat(post(receiver, body).body()).isEqualTo("{\"status\":\"duplicate\"}");
      }
    }
  }

  private static WebhookReceiver receiver(CallStore store) {
    Quarantine quarantine = new MemoryCallStore();
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(store)
        .quarantine(quarantine)
        .build();
  }

  private static WebhookResponse post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body));
  }
}
