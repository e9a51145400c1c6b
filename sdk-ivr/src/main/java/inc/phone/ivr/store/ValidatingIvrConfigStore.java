package inc.phone.ivr.store;

import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.ValidationReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks a validator before it saves. */
final class ValidatingIvrConfigStore implements IvrConfigStore {
  private final IvrConfigStore store;
  private final IvrValidator validator;

  ValidatingIvrConfigStore(IvrConfigStore store, IvrValidator validator) {
    this.store = Objects.requireNonNull(store, "store");
    this.validator = Objects.requireNonNull(validator, "validator");
  }

  @Override
  public SaveResult save(IvrConfig config, long expectedRevision) {
    ValidationReport report = validator.validate(config);
    return report.isValid() ? store.save(config, expectedRevision) : SaveResult.refused(report);
  }

  @Override
  public Optional<StoredConfig> load(String id) {
    return store.load(id);
  }

  @Override
  public Optional<StoredConfig> load(String id, long revision) {
    return store.load(id, revision);
  }

  @Override
  public Optional<StoredConfig> loadAt(String id, Instant at) {
    return store.loadAt(id, at);
  }

  @Override
  public List<ConfigRevision> history(String id, int limit) {
    return store.history(id, limit);
  }
}
