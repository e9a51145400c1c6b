package inc.phone.ivr.store;

import inc.phone.ivr.ValidationReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a save. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SaveResult {
  /**
   * What can become of it.
   *
   * @since 0.1.0
   */
  public enum Status {
    /** There is a new revision. */
    SAVED,
    /** The content is that of the latest revision; there is no new one. */
    UNCHANGED,
    /** Somebody else has saved since; nothing was written. */
    CONFLICT,
    /** A validator found errors; nothing was written. */
    REFUSED
  }

  private final Status status;
  private final long revision;
  private final @Nullable ValidationReport report;

  private SaveResult(Status status, long revision, @Nullable ValidationReport report) {
    this.status = status;
    this.revision = revision;
    this.report = report;
  }

  /**
   * There is a new revision.
   *
   * @param revision its number
   * @return the result
   */
  public static SaveResult saved(long revision) {
    return new SaveResult(Status.SAVED, revision, null);
  }

  /**
   * Nothing is different.
   *
   * @param revision the latest one
   * @return the result
   */
  public static SaveResult unchanged(long revision) {
    return new SaveResult(Status.UNCHANGED, revision, null);
  }

  /**
   * The race was lost.
   *
   * @param revision the latest one, 0 if there is none
   * @return the result
   */
  public static SaveResult conflict(long revision) {
    return new SaveResult(Status.CONFLICT, revision, null);
  }

  /**
   * There are errors.
   *
   * @param report what they are
   * @return the result
   */
  public static SaveResult refused(ValidationReport report) {
    return new SaveResult(Status.REFUSED, 0, report);
  }

  /**
   * What became of it.
   *
   * @return the status
   */
  public Status status() {
    return status;
  }

  /**
   * The latest revision after the save, whoever made it.
   *
   * @return its number; 0 if there is none, or if the save was refused
   */
  public long revision() {
    return revision;
  }

  /**
   * Why it was refused.
   *
   * @return the report, only after a refusal
   */
  public Optional<ValidationReport> report() {
    return Optional.ofNullable(report);
  }

  @Override
  public String toString() {
    return status + (revision == 0 ? "" : " at revision " + revision);
  }
}
