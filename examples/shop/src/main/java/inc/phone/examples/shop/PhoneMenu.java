package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.ivr.Menu;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrValidator;
import inc.phone.ivr.ValidationReport;
import inc.phone.ivr.flow.IvrFlow;
import inc.phone.ivr.store.ConfigRevision;
import inc.phone.ivr.store.IvrConfigStore;
import inc.phone.ivr.store.SaveResult;
import inc.phone.ivr.store.StoredConfig;
import inc.phone.webhooks.call.PressedKeys;
import inc.phone.webhooks.spi.BranchResolver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The shop's one phone menu, and what the keys of a call meant when it began.
 *
 * <p>Until something is saved, callers hear a default menu, which is revision 0. Thread-safe.
 */
final class PhoneMenu implements BranchResolver, Menu {
  private static final String ID = "default";

  private static final IvrConfig DEFAULT =
      IvrConfig.builder()
          .id(ID)
          .greeting("en", "Welcome to the shop. For sales, press 1. For support, press 2.")
          .branch("1", "Sales", IvrAction.voicemail("sales"))
          .branch("2", "Support", IvrAction.voicemail("support"))
          .build();

  private final IvrConfigStore store;
  private final IvrValidator validator;

  PhoneMenu(IvrConfigStore store, IvrValidator validator) {
    this.store = store;
    this.validator = validator;
  }

  /** The latest revision, or the default. */
  @Override
  public IvrConfig current() {
    return store.load(ID).map(StoredConfig::config).orElse(DEFAULT);
  }

  @Override
  public Optional<IvrConfig> revision(long revision) {
    return revision == 0
        ? Optional.of(DEFAULT)
        : store.load(ID, revision).map(StoredConfig::config);
  }

  @Override
  public List<ConfigRevision> history(int limit) {
    return store.history(ID, limit);
  }

  @Override
  public ValidationReport validate(IvrConfig config) {
    return validator.validate(config);
  }

  /** Saves what is valid. The shop has one menu, so its id is the shop's and not the sender's. */
  @Override
  public SaveResult save(IvrConfig config, long expectedRevision) {
    ValidationReport report = validate(config);
    if (!report.isValid()) {
      return SaveResult.refused(report);
    }
    IvrConfig ours = config.id().equals(ID) ? config : config.toBuilder().id(ID).build();
    return store.save(ours, expectedRevision);
  }

  /**
   * Which branch the keys led to in the menu of then; a later edit changes nothing of it. Calls of
   * before the first revision that is still kept have none, unless that is the very first.
   */
  @Override
  public Optional<String> branchOf(String source, PressedKeys pressed) {
    return at(pressed.callStartedAt())
        .flatMap(config -> IvrFlow.of(config).branchAfter(pressed.keys()));
  }

  private Optional<IvrConfig> at(Instant start) {
    Optional<IvrConfig> saved = store.loadAt(ID, start).map(StoredConfig::config);
    boolean knowsAll = saved.isPresent() || store.load(ID, 1).isPresent() || isEmpty();
    return knowsAll ? saved.or(() -> Optional.of(DEFAULT)) : saved;
  }

  private boolean isEmpty() {
    return store.load(ID).isEmpty();
  }
}
