package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What callers hear and what their keys do: menus, opening hours and languages, as one JSON blob.
 *
 * <p>Reading never fails, because it happens while a caller waits: see {@link #parse(byte[])}.
 * Whether a configuration is good is asked before it is saved, with {@link IvrValidator}. Fields
 * and actions this version does not know are kept and written again. The smallest complete
 * configuration is a greeting and the keys:
 *
 * <pre>{@code
 * IvrConfig config = IvrConfig.builder()
 *     .greeting("en", "For sales, press 1. For support, press 2.")
 *     .branch("1", "Sales", IvrAction.forward("+4570707071"))
 *     .branch("2", "Support", IvrAction.voicemail("support"))
 *     .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Two configurations are equal when their JSON is.
 *
 * @since 0.1.0
 */
public final class IvrConfig extends ConfigPart {
  /** The version of the JSON shape that is written. */
  public static final int SCHEMA_VERSION = ConfigMigrations.CURRENT_VERSION;

  private static final int MAX_MENUS = 100;
  private static final int MAX_LOCALES = 20;

  private final int schemaVersion;
  private final String id;
  private final long revision;
  private final String defaultLocale;
  private final List<String> locales;
  private final @Nullable String defaultRegion;
  private final @Nullable String timezone;
  private final ZoneId zone;
  private final String entry;
  private final @Nullable OpeningHours hours;
  private final Map<String, IvrMenu> menus;
  private final List<ValidationIssue> problems;

  /** Reads today's shape and collects what is wrong with it. */
  IvrConfig(ObjectNode json, Issues issues) {
    this(json, issues, null);
  }

  /** The configuration of what could not be read; nothing is said about its own gaps. */
  IvrConfig(ObjectNode json, List<ValidationIssue> problems) {
    this(json, Issues.collecting(), problems);
  }

  private IvrConfig(ObjectNode json, Issues issues, @Nullable List<ValidationIssue> problems) {
    super(json);
    ConfigFields fields = ConfigFields.of(json, issues);
    fields.require("schema_version");
    fields.require("default_locale");
    fields.require("entry");
    fields.require("menus");
    this.schemaVersion = schemaVersion(fields);
    this.id = Objects.requireNonNullElse(fields.slug("id"), "default");
    this.revision = Objects.requireNonNullElse(fields.count("revision"), 0L);
    this.locales = fields.locales("locales", MAX_LOCALES);
    this.defaultRegion = defaultRegion(fields);
    this.timezone = fields.text("timezone", 1, 64);
    ZoneId known = timezone == null ? null : TimeZones.find(timezone).orElse(null);
    this.zone = known == null ? ZoneOffset.UTC : known;
    ConfigFields hoursFields = fields.object("hours");
    this.hours = hoursFields == null ? null : new OpeningHours(hoursFields);
    this.menus = Collections.unmodifiableMap(fields.map("menus", MAX_MENUS, IvrMenu::new));
    this.entry = entry(fields.slug("entry"), menus);
    this.defaultLocale = defaultLocale(fields.locale("default_locale"), menus.get(entry));
    fields.object("extensions");
    fields.end();
    this.problems = problems == null ? issues.found() : problems;
  }

  private static int schemaVersion(ConfigFields fields) {
    Long version = fields.count("schema_version");
    if (version != null && version > SCHEMA_VERSION) {
      fields.problem(
          Rule.E_VERSION_NEWER, "schema_version", "newer than version " + SCHEMA_VERSION);
    }
    return version == null ? SCHEMA_VERSION : (int) Math.min(version, Integer.MAX_VALUE);
  }

  private static @Nullable String defaultRegion(ConfigFields fields) {
    String region = fields.text("default_region", 0, Integer.MAX_VALUE);
    if (region == null || region.matches("[A-Z]{2}")) {
      return region;
    }
    fields.problem(Rule.E_FORMAT, "default_region", "expected two letters such as DK");
    return null;
  }

  /** A menu that does not exist is reported by the validator; callers get the first that does. */
  private static String entry(@Nullable String written, Map<String, IvrMenu> menus) {
    if (written != null && menus.containsKey(written)) {
      return written;
    }
    return menus.keySet().stream().findFirst().orElse(Objects.requireNonNullElse(written, "root"));
  }

  private static String defaultLocale(@Nullable String written, @Nullable IvrMenu entry) {
    if (written != null) {
      return written;
    }
    return entry == null
        ? "en"
        : entry.greeting().byTag().keySet().stream().findFirst().orElse("en");
  }

  /**
   * Reads a configuration, of any version, from any bytes. Never fails.
   *
   * <p>{@link #problems()} says what could not be read. What is wrong in one place is treated as
   * absent there; of bytes that are no JSON object at all, or too many, comes a configuration that
   * takes a message from every caller.
   *
   * @param json at most 256 KiB of JSON, not changed
   * @return the configuration
   */
  public static IvrConfig parse(byte[] json) {
    return ConfigReader.read(json);
  }

  /**
   * Reads a configuration, of any version, from any text. Never fails.
   *
   * @param json at most 256 KiB of JSON
   * @return the configuration, as {@link #parse(byte[])} describes it
   */
  public static IvrConfig parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Starts a configuration.
   *
   * @return a builder
   */
  public static IvrConfigBuilder builder() {
    return new IvrConfigBuilder(StrictJson.newObject().put("schema_version", SCHEMA_VERSION));
  }

  /**
   * Starts a configuration that is like this one, unknown fields included.
   *
   * @return a builder
   */
  public IvrConfigBuilder toBuilder() {
    return new IvrConfigBuilder(json().deepCopy());
  }

  /**
   * The JSON Schema (draft 07) of what {@link #parse} reads without problems: for editors and admin
   * pages. It knows every field alone; what concerns the whole is for {@link IvrValidator}.
   *
   * @return the schema of version {@value #SCHEMA_VERSION}
   */
  public static String jsonSchema() {
    try (InputStream in = IvrConfig.class.getResourceAsStream("ivr-config.v1.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the schema is in the same jar as this class
    }
  }

  /**
   * The same configuration with another revision. Stores call it.
   *
   * @param newRevision 0 or more
   * @return a configuration with the same problems
   * @throws IllegalArgumentException if the revision is negative
   */
  public IvrConfig withRevision(long newRevision) {
    if (newRevision < 0) {
      throw new IllegalArgumentException("revision must be 0 or more, was " + newRevision);
    }
    if (newRevision == revision) {
      return this;
    }
    ObjectNode copy = json().deepCopy();
    copy.set("revision", JsonText.number(newRevision));
    return new IvrConfig(copy, problems);
  }

  /**
   * The version of the JSON shape, after the upgrade of earlier ones.
   *
   * @return {@value #SCHEMA_VERSION}, or more if a newer version wrote it
   */
  public int schemaVersion() {
    return schemaVersion;
  }

  /**
   * Which configuration it is.
   *
   * @return the id, by default {@code default}
   */
  public String id() {
    return id;
  }

  /**
   * Which edition of it. Stores count; everything about a call is read with the revision that was
   * current when the call began.
   *
   * @return 0 if it was never stored
   */
  public long revision() {
    return revision;
  }

  /**
   * The language of callers nothing is known about.
   *
   * @return a language tag; if none was written, the first of the entry menu's greeting
   */
  public String defaultLocale() {
    return defaultLocale;
  }

  /**
   * The languages every prompt is meant to have.
   *
   * @return language tags; the default one alone if none were written
   */
  public List<String> locales() {
    return locales.isEmpty() ? List.of(defaultLocale) : locales;
  }

  /**
   * The country whose numbers are not foreign.
   *
   * @return two letters such as {@code DK}
   */
  public Optional<String> defaultRegion() {
    return Optional.ofNullable(defaultRegion);
  }

  /**
   * The time zone as it was written.
   *
   * @return a name such as {@code Europe/Copenhagen} or {@code Copenhagen}
   */
  public Optional<String> timezone() {
    return Optional.ofNullable(timezone);
  }

  /**
   * The time zone of the opening hours.
   *
   * @return what {@link #timezone()} means; UTC if it is missing or means nothing
   */
  public ZoneId zone() {
    return zone;
  }

  /**
   * The menu callers come to first.
   *
   * @return its id; the first menu's if the one that was written does not exist
   */
  public String entry() {
    return entry;
  }

  /**
   * When callers come to the menu at all.
   *
   * @return the opening hours; empty if it is always open
   */
  public Optional<OpeningHours> hours() {
    return Optional.ofNullable(hours);
  }

  /**
   * Tells whether callers come to the menu.
   *
   * @param at the moment
   * @return true if it is open then, or has no hours
   */
  public boolean isOpen(Instant at) {
    return hours == null || hours.isOpen(at.atZone(zone).toLocalDateTime());
  }

  /**
   * The menus by id.
   *
   * @return an immutable map in the order they were written; empty only if there are errors
   */
  public Map<String, IvrMenu> menus() {
    return menus;
  }

  /**
   * A menu.
   *
   * @param menu its id
   * @return the menu, empty if there is none of that id
   */
  public Optional<IvrMenu> menu(String menu) {
    return Optional.ofNullable(menus.get(menu));
  }

  /**
   * What could not be read, or was read although it breaks a rule. {@link IvrValidator} lists it
   * together with everything else.
   *
   * @return an immutable list, empty for a configuration of the right shape
   */
  public List<ValidationIssue> problems() {
    return problems;
  }

  /**
   * A name for the content: the same for two configurations that differ only in the revision, in
   * the order of fields, in outer spaces of texts or in how accents are encoded.
   *
   * @return SHA-256 in hex
   */
  public String contentHash() {
    return CanonicalJson.hash(json());
  }

  /** Id and revision. */
  @Override
  public String toString() {
    return "IvrConfig[" + id + ", revision=" + revision + "]";
  }
}
