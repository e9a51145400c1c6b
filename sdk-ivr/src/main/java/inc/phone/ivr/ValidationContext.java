package inc.phone.ivr;

import inc.phone.number.E164;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration cannot know about itself. Everything is optional; what is not given is not
 * checked. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ValidationContext {
  private static final ValidationContext NOTHING = builder().build();

  private final Set<E164> ownNumbers;
  private final Map<E164, IvrConfig> neighbours;
  private final @Nullable Set<String> mailboxes;
  private final @Nullable Set<String> tools;
  private final Set<String> allowedRegions;
  private final boolean premiumAllowed;
  private final @Nullable Clock clock;

  private ValidationContext(Builder builder) {
    this.ownNumbers = Set.copyOf(builder.ownNumbers);
    this.neighbours = Map.copyOf(builder.neighbours);
    this.mailboxes = builder.mailboxes;
    this.tools = builder.tools;
    this.allowedRegions = Set.copyOf(builder.allowedRegions);
    this.premiumAllowed = builder.premiumAllowed;
    this.clock = builder.clock;
  }

  /**
   * A context that knows nothing.
   *
   * @return the context used if none is given
   */
  public static ValidationContext nothing() {
    return NOTHING;
  }

  /**
   * Starts a context.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  Set<E164> ownNumbers() {
    return ownNumbers;
  }

  /** Configurations of other numbers of the same owner. */
  Map<E164, IvrConfig> neighbours() {
    return neighbours;
  }

  Optional<Set<String>> mailboxes() {
    return Optional.ofNullable(mailboxes);
  }

  Optional<Set<String>> tools() {
    return Optional.ofNullable(tools);
  }

  Set<String> allowedRegions() {
    return allowedRegions;
  }

  boolean premiumAllowed() {
    return premiumAllowed;
  }

  Optional<Clock> clock() {
    return Optional.ofNullable(clock);
  }

  /**
   * Puts a context together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final Set<E164> ownNumbers = new HashSet<>();
    private final Map<E164, IvrConfig> neighbours = new HashMap<>();
    private final Set<String> allowedRegions = new HashSet<>();
    private @Nullable Set<String> mailboxes;
    private @Nullable Set<String> tools;
    private boolean premiumAllowed;
    private @Nullable Clock clock;

    private Builder() {}

    /**
     * Adds numbers at which this configuration answers: forwarding to one of them is a loop.
     *
     * @param numbers the numbers
     * @return this
     */
    public Builder ownNumbers(Collection<E164> numbers) {
      ownNumbers.addAll(numbers);
      return this;
    }

    /**
     * Adds another number of the same owner and the configuration that answers there: forwarding to
     * it is fine unless that one forwards back.
     *
     * @param number the number
     * @param config what answers there
     * @return this
     */
    public Builder neighbour(E164 number, IvrConfig config) {
      neighbours.put(number, config);
      return this;
    }

    /**
     * Names the mailboxes there are.
     *
     * @param names all of them; default is not to check
     * @return this
     */
    public Builder mailboxes(Collection<String> names) {
      mailboxes = Set.copyOf(names);
      return this;
    }

    /**
     * Names the tools the host has functions for.
     *
     * @param names all of them; default is not to check
     * @return this
     */
    public Builder tools(Collection<String> names) {
      tools = Set.copyOf(names);
      return this;
    }

    /**
     * Allows forwarding to other countries without a warning.
     *
     * @param regions two letters each, beside the configuration's own region
     * @return this
     */
    public Builder allowedRegions(Collection<String> regions) {
      allowedRegions.addAll(regions);
      return this;
    }

    /**
     * Allows forwarding to premium numbers.
     *
     * @param allowed default false
     * @return this
     */
    public Builder premiumAllowed(boolean allowed) {
      premiumAllowed = allowed;
      return this;
    }

    /**
     * Tells what day it is, to find holidays of last year.
     *
     * @param clock the clock; default is not to check
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the context
     */
    public ValidationContext build() {
      return new ValidationContext(this);
    }
  }
}
