package org.lumoauth.api.page;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Makes pages from the templates and messages that {@link HtmlPageSource}s bring. */
@ProviderType
public interface HtmlPageRenderer {

  /**
   * Makes a page in the tenant's branding.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no source has the
   *     template
   */
  HtmlPage render(TenantContext tenant, HtmlPageRequest request);

  /**
   * The reader's languages: {@code ui_locales} where the client gave them, then the choice kept in
   * a cookie, then {@code Accept-Language}, then the tenant's default.
   *
   * @param uiLocales BCP 47 tags separated by spaces (OpenID Connect Core section 3.1.2.1), or
   *     empty
   */
  List<Locale> locales(TenantContext tenant, HttpRequestView request, String uiLocales);

  /** Languages that there are messages for (BCP 47 tags): {@code ui_locales_supported}. */
  List<String> supportedLanguages();
}
