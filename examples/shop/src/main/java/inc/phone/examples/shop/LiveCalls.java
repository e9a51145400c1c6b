package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.model.Call;
import inc.phone.model.CallSource;
import inc.phone.model.Voicemail;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The recent calls of the workspace whose key is configured when they are asked for. */
record LiveCalls(Supplier<PhoneIncClient> client) implements CallSource {
  @Override
  public Page<Call> calls(Instant since, @Nullable String cursor) {
    return client.get().recentCalls().calls(since, cursor);
  }

  @Override
  public Page<Voicemail> voicemails(Instant since, @Nullable String cursor) {
    return client.get().recentCalls().voicemails(since, cursor);
  }
}
