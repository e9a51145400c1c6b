package inc.phone.examples.shop.pages.ivr;

import java.util.List;

/**
 * Somebody else has saved meanwhile.
 *
 * @param revision theirs
 * @param theirs what they changed
 * @param mine how what was typed differs from theirs
 */
public record Conflict(long revision, List<Change> theirs, List<Change> mine) {}
