package inc.phone.examples.shop.pages.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.examples.shop.pages.access.Flash;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every template has at hand: the words, the times, the way around, and the form token.
 * Templates call it {@code page}. Made for one answer.
 */
public final class PageFrame {
  private final Words words;
  private final Times times;
  private final Assets assets;
  private final Language language;
  private final @Nullable Section section;
  private final List<Section> sections;
  private final String address;
  private final String formToken;
  private final @Nullable Flash flash;

  PageFrame(
      Pages pages,
      Language language,
      @Nullable Section section,
      String address,
      String formToken,
      @Nullable Flash flash) {
    this.words = pages.words(language);
    this.times = new Times(pages.zone(), language.locale());
    this.assets = pages.assets();
    this.language = language;
    this.section = section;
    this.sections =
        Arrays.stream(Section.values())
            .filter(some -> !some.isPhone() || pages.isPhoneOn())
            .toList();
    this.address = address;
    this.formToken = formToken;
    this.flash = flash;
  }

  /** A text of the page's language; {@code {0}} ... stand for values. */
  public String t(String key, Object... values) {
    return words.text(key, values);
  }

  /** The text for a word that others may add to, or the word itself. */
  public String word(String prefix, @Nullable String word) {
    return words.word(prefix, word);
  }

  public String asset(String name) {
    return assets.path(name);
  }

  public Language language() {
    return language;
  }

  public List<Language> languages() {
    return List.of(Language.values());
  }

  /** Where this page is, as a value in a query, to come back to after a change of language. */
  public String escapedAddress() {
    return URLEncoder.encode(address, UTF_8);
  }

  /** Any text as one part of a path. */
  public String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  public List<Section> sections() {
    return sections;
  }

  /** Whether there is anything of the phone to link to. */
  public boolean isPhoneOn() {
    return sections.contains(Section.TELEFON);
  }

  public boolean isIn(Section some) {
    return some == section;
  }

  /** For the field {@code _token} of every form. */
  public String formToken() {
    return formToken;
  }

  public @Nullable Flash flash() {
    return flash;
  }

  /** Day and minute, or a dash for no time. */
  public String moment(@Nullable Instant time) {
    return time == null ? "–" : times.moment(time);
  }

  public String day(Instant time) {
    return times.day(time);
  }

  /** A day of the calendar. */
  public String dayOf(LocalDate date) {
    return times.dayOf(date);
  }

  /** The time of day, to the second. */
  public String clock(Instant time) {
    return times.clock(time);
  }

  public LocalDate date(Instant time) {
    return times.date(time);
  }

  /** Seconds as minutes and seconds, or a dash for none. */
  public String length(@Nullable Long seconds) {
    return Optional.ofNullable(seconds).map(Duration::ofSeconds).map(Times::length).orElse("–");
  }
}
