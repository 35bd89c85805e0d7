/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.tenant.TenantContext;

/** Renders pages that contain the template's name and the model, and records its requests. */
public final class FakeHtmlPageRenderer implements HtmlPageRenderer {

  private final List<HtmlPageRenderRequest> rendered = new ArrayList<>();

  @Override
  public HtmlPage render(TenantContext tenant, HtmlPageRenderRequest request) {
    rendered.add(request);
    return new HtmlPage(
        request.template() + " " + request.model(), Locale.ENGLISH, "default-src 'none'");
  }

  @Override
  public List<Locale> locales(TenantContext tenant, HttpRequestView request, String uiLocales) {
    return uiLocales.isEmpty()
        ? List.of(Locale.ENGLISH)
        : List.of(Locale.forLanguageTag(uiLocales.split(" ")[0]), Locale.ENGLISH);
  }

  @Override
  public List<String> supportedLanguages() {
    return List.of("en");
  }

  /** Returns the hidden form fields of the last page. */
  public Map<String, String> hidden() {
    Map<String, String> form = new HashMap<>();
    if (last().model().get("hidden") instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> form.put((String) name, (String) value));
    }
    return form;
  }

  /** Returns the last requested page. */
  public HtmlPageRenderRequest last() {
    return rendered.get(rendered.size() - 1);
  }
}
