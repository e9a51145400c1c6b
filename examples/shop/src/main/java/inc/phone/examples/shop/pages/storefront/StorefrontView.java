package inc.phone.examples.shop.pages.storefront;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front of the shop.
 *
 * @param phone the number to call, or null without the widget
 * @param choices whom one can ask for
 */
public record StorefrontView(@Nullable String phone, List<String> choices) {}
