/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.util.Locale;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.page.UiLocalesParameter;

/**
 * Adds the message's language to its link if it leads to pages of the tenant, because the link may
 * be opened in a browser with another language.
 */
final class MessageLinkLocalizer {
  private static final String API = "/api/v1";

  private MessageLinkLocalizer() {}

  /** Returns the link as used in a message of this language. */
  static String localize(TenantContext tenant, String link, Locale language) {
    String pages = tenant.issuer().replaceFirst(API + "$", "") + "/";
    return link.startsWith(pages) ? UiLocalesParameter.addTo(link, language.toLanguageTag()) : link;
  }
}
