package inc.phone.ivr.store;

import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrValidator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps configurations by id, every save as a revision of its own.
 *
 * <p>Revisions of an id count from 1 without gaps and never change. A draft is a configuration with
 * an id of its own, such as {@code shop-draft}; publishing is saving it under the other id. Hosts
 * call it on any thread, from an admin page and from the call path; implementations are
 * thread-safe, may block, and throw {@link IvrStoreException} for their own trouble, after which
 * the outcome of a save is not known until the next {@link #load(String)}. Nothing is retried.
 *
 * @since 0.1.0
 */
public interface IvrConfigStore {
  /**
   * The latest revision.
   *
   * @param id the configuration
   * @return the revision, empty if nothing was ever saved under that id
   */
  Optional<StoredConfig> load(String id);

  /**
   * One revision.
   *
   * @param id the configuration
   * @param revision which one
   * @return the revision, empty if there was never one or it is no longer kept
   */
  Optional<StoredConfig> load(String id, long revision);

  /**
   * The revision that was current at a moment: the latest one saved then or before. Ask with the
   * moment a call began, and keys and branches mean what they meant to its caller.
   *
   * @param id the configuration
   * @param at the moment
   * @return the revision, empty if nothing had been saved by then or it is no longer kept
   */
  Optional<StoredConfig> loadAt(String id, Instant at);

  /**
   * Saves a configuration under its own id, if nobody else has saved since it was loaded.
   *
   * <p>The revision in the JSON is set by the store. Content that is the same as before makes no
   * new revision. What is durable for the implementation is durable when this returns.
   *
   * @param config the configuration
   * @param expectedRevision the latest revision as the caller knows it, 0 if there should be none
   * @return saved, unchanged, a conflict or a refusal; never an exception for any of these
   */
  SaveResult save(IvrConfig config, long expectedRevision);

  /**
   * What was saved when, newest first.
   *
   * @param id the configuration
   * @param limit how many at most, 1 to 1,000
   * @return the revisions that are still kept
   * @throws IllegalArgumentException if the limit is out of range
   */
  List<ConfigRevision> history(String id, int limit);

  /**
   * A store that forgets everything when the program ends: for tests and trials.
   *
   * @param clock tells when something is saved
   * @return a new, empty store
   */
  static IvrConfigStore inMemory(Clock clock) {
    return new MemoryIvrConfigStore(clock);
  }

  /**
   * A store that saves only what a validator calls valid; everything else goes to the other store
   * as it is.
   *
   * @param store the other store
   * @param validator normally a strict one that knows numbers, mailboxes and tools
   * @return a store whose {@link #save} may refuse
   */
  static IvrConfigStore validating(IvrConfigStore store, IvrValidator validator) {
    return new ValidatingIvrConfigStore(store, validator);
  }
}
