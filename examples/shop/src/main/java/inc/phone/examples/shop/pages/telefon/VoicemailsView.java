package inc.phone.examples.shop.pages.telefon;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The voicemail list.
 *
 * @param rows one page of it
 * @param query what was asked for
 * @param branches names of branches by id, for the filter
 * @param next the query of the next page, or null after the last
 */
public record VoicemailsView(
    List<VoicemailRow> rows, Query query, Map<String, String> branches, @Nullable String next) {}
