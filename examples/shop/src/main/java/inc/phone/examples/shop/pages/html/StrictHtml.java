package inc.phone.examples.shop.pages.html;

import gg.jte.html.HtmlAttribute;
import gg.jte.html.HtmlPolicyException;
import gg.jte.html.HtmlTag;
import gg.jte.html.OwaspHtmlPolicy;
import gg.jte.html.policy.PreventInlineEventHandlers;

/**
 * What templates may not do, checked when they are compiled: what the pages' content security
 * policy forbids would only be noticed in a browser.
 */
public final class StrictHtml extends OwaspHtmlPolicy {
  public StrictHtml() {
    addPolicy(new PreventInlineEventHandlers());
  }

  @Override
  public void validateHtmlAttribute(HtmlTag htmlTag, HtmlAttribute htmlAttribute)
      throws HtmlPolicyException {
    super.validateHtmlAttribute(htmlTag, htmlAttribute);
    if (htmlAttribute.getName().equals("style")) {
      throw new HtmlPolicyException("the content security policy forbids the attribute style");
    }
  }
}
