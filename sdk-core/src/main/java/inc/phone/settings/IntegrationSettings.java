package inc.phone.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a shop has configured about Phone.inc.
 *
 * <p>The integration is on when workspace id and API key are both given, see {@link #enabled()};
 * with either empty a host answers 503 and nothing else changes. Immutable and thread-safe; equal
 * when all settings are equal. {@link #toString()} shows no secret.
 *
 * @since 0.1.0
 */
public final class IntegrationSettings {
  /** Where Phone.inc's API is. Documented by the vendor. */
  public static final String DEFAULT_BASE_URL = "https://app.phone.inc";

  /** The region whose numbers come without country code, if nothing else is configured. */
  public static final String DEFAULT_REGION = "DK";

  private static final Pattern REGION = Pattern.compile("[A-Z]{2}");

  private final String workspaceId;
  private final Secret apiKey;
  private final List<Secret> webhookSecrets;
  private final String defaultRegion;
  private final String baseUrl;

  private IntegrationSettings(Builder builder) {
    this.workspaceId = builder.workspaceId;
    this.apiKey = builder.apiKey;
    this.webhookSecrets = builder.webhookSecrets;
    this.defaultRegion = builder.defaultRegion;
    this.baseUrl = builder.baseUrl;
  }

  /**
   * Starts from nothing configured, that is from an integration that is off.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from these settings.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder()
        .workspaceId(workspaceId)
        .apiKey(apiKey)
        .webhookSecrets(webhookSecrets)
        .defaultRegion(defaultRegion)
        .baseUrl(baseUrl);
  }

  /**
   * Tells whether the integration is on. Webhook secrets play no part: without one, every webhook
   * is refused.
   *
   * @return true if workspace id and API key are both there and not blank
   */
  public boolean enabled() {
    return !workspaceId.isBlank() && !apiKey.isEmpty();
  }

  /**
   * The company's workspace.
   *
   * @return the id, empty if not configured
   */
  public String workspaceId() {
    return workspaceId;
  }

  /**
   * The key for the REST API.
   *
   * @return the key, empty if not configured
   */
  public Secret apiKey() {
    return apiKey;
  }

  /**
   * The secrets a webhook may be signed with, all of them accepted; more than one during rotation.
   *
   * @return an immutable list, the newest first, without empty secrets
   */
  public List<Secret> webhookSecrets() {
    return webhookSecrets;
  }

  /**
   * The region in which numbers without country code are read.
   *
   * @return two upper-case letters of ISO 3166-1, {@value #DEFAULT_REGION} by default
   */
  public String defaultRegion() {
    return defaultRegion;
  }

  /**
   * Where the API is, without {@code /api/v1}.
   *
   * @return an http or https URL without a slash at its end, {@value #DEFAULT_BASE_URL} by default
   */
  public String baseUrl() {
    return baseUrl;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IntegrationSettings settings
        && workspaceId.equals(settings.workspaceId)
        && apiKey.equals(settings.apiKey)
        && webhookSecrets.equals(settings.webhookSecrets)
        && defaultRegion.equals(settings.defaultRegion)
        && baseUrl.equals(settings.baseUrl);
  }

  @Override
  public int hashCode() {
    return Objects.hash(workspaceId, webhookSecrets.size(), defaultRegion, baseUrl);
  }

  /** Everything that is not secret; of secrets only whether, or how many, there are. */
  @Override
  public String toString() {
    return "IntegrationSettings[workspaceId="
        + workspaceId
        + ", apiKey="
        + (apiKey.isEmpty() ? "none" : apiKey)
        + ", webhookSecrets="
        + webhookSecrets.size()
        + ", defaultRegion="
        + defaultRegion
        + ", baseUrl="
        + baseUrl
        + "]";
  }

  /**
   * Collects settings. Not thread-safe; every option has a default, and each is checked when it is
   * given.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private String workspaceId = "";
    private Secret apiKey = Secret.of("");
    private List<Secret> webhookSecrets = List.of();
    private String defaultRegion = DEFAULT_REGION;
    private String baseUrl = DEFAULT_BASE_URL;

    private Builder() {}

    /**
     * The company's workspace. Default: empty, which turns the integration off.
     *
     * @param id the id, or blank
     * @return this builder
     */
    public Builder workspaceId(String id) {
      this.workspaceId = Objects.requireNonNull(id, "workspaceId");
      return this;
    }

    /**
     * The key for the REST API. Default: empty, which turns the integration off.
     *
     * @param key the key, or an empty one
     * @return this builder
     */
    public Builder apiKey(Secret key) {
      this.apiKey = Objects.requireNonNull(key, "apiKey");
      return this;
    }

    /**
     * The secrets a webhook may be signed with. Default: none. Empty ones are left out.
     *
     * @param secrets the secrets, copied
     * @return this builder
     */
    public Builder webhookSecrets(List<Secret> secrets) {
      this.webhookSecrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
      return this;
    }

    /**
     * The region in which numbers without country code are read. Default: {@value
     * IntegrationSettings#DEFAULT_REGION}.
     *
     * @param region two upper-case letters of ISO 3166-1
     * @return this builder
     * @throws IllegalArgumentException if it is anything but two letters A to Z; whether there is
     *     such a region, the number normaliser checks
     */
    public Builder defaultRegion(String region) {
      if (!REGION.matcher(region).matches()) {
        throw new IllegalArgumentException(
            "defaultRegion must be two upper-case letters such as DK, was '" + region + "'");
      }
      this.defaultRegion = region;
      return this;
    }

    /**
     * Where the API is. Default: {@value IntegrationSettings#DEFAULT_BASE_URL}.
     *
     * @param url an http or https URL with a host and without {@code /api/v1}, user, query or
     *     fragment; slashes at its end are removed
     * @return this builder
     * @throws IllegalArgumentException if it is anything else; the message does not repeat it,
     *     since a URL can hold a password
     */
    public Builder baseUrl(String url) {
      String withoutSlash = url.strip().replaceFirst("/+$", "");
      if (!isBaseUrl(withoutSlash)) {
        throw new IllegalArgumentException(
            "baseUrl must be an http or https URL with a host, and without user, query and"
                + " fragment");
      }
      this.baseUrl = withoutSlash;
      return this;
    }

    /**
     * The settings collected so far.
     *
     * @return immutable settings
     */
    public IntegrationSettings build() {
      return new IntegrationSettings(this);
    }

    private static boolean isBaseUrl(String url) {
      try {
        URI uri = new URI(url);
        return ("https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()))
            && uri.getHost() != null
            && uri.getUserInfo() == null
            && uri.getQuery() == null
            && uri.getFragment() == null;
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }
}
