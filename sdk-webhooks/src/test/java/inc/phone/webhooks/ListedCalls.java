package inc.phone.webhooks;

import inc.phone.model.Call;
import inc.phone.model.CallSource;
import inc.phone.model.Voicemail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an API lists, in small pages, until it is told to fail. */
final class ListedCalls implements CallSource {
  final List<Call> calls = new ArrayList<>();
  final List<Voicemail> voicemails = new ArrayList<>();

  /** How many pages there are before {@link #failure} comes. */
  int pagesBeforeFailure = Integer.MAX_VALUE;

  RuntimeException failure = new IllegalStateException("the API is away");
  private final int pageSize;

  ListedCalls(int pageSize) {
    this.pageSize = pageSize;
  }

  @Override
  public Page<Call> calls(Instant since, String cursor) {
    return page(calls, cursor);
  }

  @Override
  public Page<Voicemail> voicemails(Instant since, String cursor) {
    return page(voicemails, cursor);
  }

  private <T> Page<T> page(List<T> all, String cursor) {
    if (pagesBeforeFailure-- <= 0) {
      throw failure;
    }
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(all.size(), from + pageSize);
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}
