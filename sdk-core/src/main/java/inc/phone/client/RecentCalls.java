package inc.phone.client;

import inc.phone.model.Call;
import inc.phone.model.CallSource;
import inc.phone.model.Voicemail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The API's lists, which have no pages and no filter by time. */
final class RecentCalls implements CallSource {
  private final Calls calls;
  private final Voicemails voicemails;

  RecentCalls(Calls calls, Voicemails voicemails) {
    this.calls = calls;
    this.voicemails = voicemails;
  }

  @Override
  public Page<Call> calls(Instant since, @Nullable String cursor) {
    return new Page<>(
        calls.list(CallFilter.none()).calls().stream()
            .filter(call -> isSince(since, call.startedAt()))
            .toList(),
        null);
  }

  @Override
  public Page<Voicemail> voicemails(Instant since, @Nullable String cursor) {
    return new Page<>(
        voicemails.list().voicemails().stream()
            .filter(voicemail -> isSince(since, voicemail.createdAt()))
            .toList(),
        null);
  }

  private static boolean isSince(Instant since, @Nullable Instant time) {
    return time != null && !time.isBefore(since);
  }
}
