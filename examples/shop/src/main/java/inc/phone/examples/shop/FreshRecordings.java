package inc.phone.examples.shop;

import inc.phone.client.PhoneIncClient;
import inc.phone.examples.shop.pages.telefon.Recordings;
import inc.phone.model.PhoneIncException;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links to recordings, asked for anew since they expire; the one that an event brought has to do if
 * there is no other. Thread-safe.
 */
final class FreshRecordings implements Recordings {
  private static final Logger LOG = LoggerFactory.getLogger(FreshRecordings.class);

  private final SettingsSource settings;
  private final Supplier<PhoneIncClient> client;

  FreshRecordings(SettingsSource settings, Supplier<PhoneIncClient> client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * Where a recording is.
   *
   * @param url the address
   * @param isFresh whether Phone.inc has just told it
   */
  record Link(String url, boolean isFresh) {}

  /** The recording of a voicemail of the call if there is one, else of the call. */
  Optional<Link> any(CallRecord call) {
    return fresh(() -> ask(call)).map(url -> new Link(url, true)).or(() -> stored(call));
  }

  private Optional<String> ask(CallRecord call) {
    for (VoicemailRecord voicemail : call.voicemails()) {
      Optional<String> link = client.get().voicemails().recordingUrl(voicemail.voicemailId());
      if (link.isPresent()) {
        return link;
      }
    }
    return client.get().calls().recordingUrl(call.callId());
  }

  @Override
  public Optional<String> ofCall(CallRecord call) {
    return fresh(() -> client.get().calls().recordingUrl(call.callId()))
        .or(() -> link(call.recordingUrl()));
  }

  @Override
  public Optional<String> ofVoicemail(VoicemailRecord voicemail) {
    return fresh(() -> client.get().voicemails().recordingUrl(voicemail.voicemailId()))
        .or(() -> link(voicemail.audioUrl()));
  }

  private static Optional<Link> stored(CallRecord call) {
    return Stream.concat(
            call.voicemails().stream().map(VoicemailRecord::audioUrl),
            Stream.of(Optional.ofNullable(call.recordingUrl()).orElse("")))
        .flatMap(url -> link(url).stream())
        .findFirst()
        .map(url -> new Link(url, false));
  }

  private Optional<String> fresh(Supplier<Optional<String>> ask) {
    if (!settings.load().enabled()) {
      return Optional.empty();
    }
    try {
      return ask.get().flatMap(FreshRecordings::link);
    } catch (PhoneIncException | IllegalArgumentException e) {
      LOG.atInfo()
          .addKeyValue("failure", e.getClass().getName())
          .log("no fresh link to a recording; the stored one has to do");
      return Optional.empty();
    }
  }

  /** A sender wrote it, and a browser is to follow it. */
  private static Optional<String> link(@Nullable String text) {
    return Optional.ofNullable(text).filter(url -> url.matches("https?://[\\x21-\\x7e]{1,4000}"));
  }
}
