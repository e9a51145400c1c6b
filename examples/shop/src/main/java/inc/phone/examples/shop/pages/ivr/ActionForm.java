package inc.phone.examples.shop.pages.ivr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a caller.
 *
 * @param type the field with the kind
 * @param optional whether there may be none, for the default
 * @param kinds the kinds to choose from, its own included
 * @param inputs the fields of the kind
 * @param texts the texts of the kind
 * @param next what happens if that fails or is done, or null
 * @param nextLabel the end of the key of the label of that
 * @param more whether there is something that only the JSON shows
 */
public record ActionForm(
    Field type,
    boolean optional,
    List<String> kinds,
    List<Input> inputs,
    List<Texts> texts,
    @Nullable ActionForm next,
    String nextLabel,
    boolean more) {}
