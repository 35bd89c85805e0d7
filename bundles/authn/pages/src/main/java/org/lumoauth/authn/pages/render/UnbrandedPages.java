package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRequest;

/** Makes pages where there is no tenant: in our own name and colours, below no tenant's address. */
public interface UnbrandedPages {

  /**
   * Makes a page.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no source has the
   *     template
   */
  HtmlPage render(HtmlPageRequest request);

  /** The reader's languages. */
  List<Locale> locales(HttpRequestView request);
}
