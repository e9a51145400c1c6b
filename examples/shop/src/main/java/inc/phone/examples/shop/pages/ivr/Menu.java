package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.ValidationReport;
import inc.phone.ivr.store.ConfigRevision;
import inc.phone.ivr.store.SaveResult;
import java.util.List;
import java.util.Optional;

/** The shop's phone menu and what it was before. Called from any thread; may block. */
public interface Menu {
  /** The latest revision, or what callers hear until there is one. */
  IvrConfig current();

  /** One revision; 0 is what callers heard before the first. */
  Optional<IvrConfig> revision(long revision);

  /** What was saved when, newest first. */
  List<ConfigRevision> history(int limit);

  /** What would be said about saving this. */
  ValidationReport validate(IvrConfig config);

  /** Saves what is valid, if nobody else has saved since that revision. */
  SaveResult save(IvrConfig config, long expectedRevision);
}
