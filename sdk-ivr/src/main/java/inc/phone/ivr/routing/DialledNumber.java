package inc.phone.ivr.routing;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number of the host's, and whose calls come in on it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DialledNumber {
  private final String id;
  private final @Nullable String tenantId;
  private final @Nullable String campaignId;
  private final @Nullable String campaignAgent;
  private final @Nullable String tenantAgent;

  private DialledNumber(Builder builder) {
    this.id = builder.id;
    this.tenantId = builder.tenantId;
    this.campaignId = builder.campaignId;
    this.campaignAgent = builder.campaignAgent;
    this.tenantAgent = builder.tenantAgent;
  }

  /**
   * Starts a number.
   *
   * @param id the host's id of the number
   * @return a builder
   */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /**
   * The host's id of the number.
   *
   * @return the id
   */
  public String id() {
    return id;
  }

  /**
   * Whose number it is.
   *
   * @return the tenant, empty if there is none
   */
  public Optional<String> tenantId() {
    return Optional.ofNullable(tenantId);
  }

  /**
   * What callers of the number call about; leads are per campaign.
   *
   * @return the campaign, empty if there is none
   */
  public Optional<String> campaignId() {
    return Optional.ofNullable(campaignId);
  }

  /**
   * The agent of the campaign, else the default one of the tenant.
   *
   * @return its name, empty if neither has one
   */
  public Optional<String> agent() {
    return Optional.ofNullable(campaignAgent != null ? campaignAgent : tenantAgent);
  }

  /** Ids only. */
  @Override
  public String toString() {
    return "DialledNumber[" + id + ", tenant=" + tenantId + ", campaign=" + campaignId + "]";
  }

  /**
   * Puts a number together. Not thread-safe. Blank text is the same as null.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final String id;
    private @Nullable String tenantId;
    private @Nullable String campaignId;
    private @Nullable String campaignAgent;
    private @Nullable String tenantAgent;

    private Builder(String id) {
      this.id = Objects.requireNonNull(id, "id");
    }

    /**
     * Names the tenant.
     *
     * @param id its id or null
     * @param agent the agent of its calls, unless the campaign has one; or null
     * @return this
     */
    public Builder tenant(@Nullable String id, @Nullable String agent) {
      this.tenantId = orNull(id);
      this.tenantAgent = orNull(agent);
      return this;
    }

    /**
     * Names the campaign.
     *
     * @param id its id or null
     * @param agent the agent of its calls or null
     * @return this
     */
    public Builder campaign(@Nullable String id, @Nullable String agent) {
      this.campaignId = orNull(id);
      this.campaignAgent = orNull(agent);
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the number
     */
    public DialledNumber build() {
      return new DialledNumber(this);
    }

    private static @Nullable String orNull(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }
  }
}
