/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.page;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Renders pages from the templates and messages of {@link HtmlPageSource}s. */
@ProviderType
public interface HtmlPageRenderer {

  /**
   * Renders a page in the tenant's branding.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no source has the
   *     template
   */
  HtmlPage render(TenantContext tenant, HtmlPageRenderRequest request);

  /**
   * Returns the reader's languages: {@code ui_locales} if the client sent it, then the choice
   * stored in a cookie, then {@code Accept-Language}, then the tenant's default.
   *
   * @param uiLocales BCP 47 tags separated by spaces (OpenID Connect Core section 3.1.2.1), or
   *     empty
   */
  List<Locale> locales(TenantContext tenant, HttpRequestView request, String uiLocales);

  /** Returns the languages with messages (BCP 47 tags): {@code ui_locales_supported}. */
  List<String> supportedLanguages();
}
