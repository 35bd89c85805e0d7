package org.lumoauth.platform.messaging;

import java.util.Locale;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.UiLocalesParameter;

/**
 * The link of a message. Where it leads to pages of the tenant it asks for the language that the
 * message is written in: it may be opened in a browser of another one.
 */
final class LocalizedMessageLink {
  private static final String API = "/api/v1";

  private LocalizedMessageLink() {}

  /** The link as it stands in a message of this language. */
  static String localize(TenantContext tenant, String link, Locale language) {
    String pages = tenant.issuer().replaceFirst(API + "$", "") + "/";
    return link.startsWith(pages) ? UiLocalesParameter.addTo(link, language.toLanguageTag()) : link;
  }
}
