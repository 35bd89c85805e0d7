/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;

/**
 * Renders pages without a tenant: with the product's name and colours, outside of tenants' paths.
 */
public interface UnbrandedPageRenderer {

  /**
   * Renders a page.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if no source has the
   *     template
   */
  HtmlPage render(HtmlPageRenderRequest request);

  /** Returns the reader's languages. */
  List<Locale> locales(HttpRequestView request);
}
