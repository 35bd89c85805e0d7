package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;

/** Makes pages that hold the template's name and the model, and remembers what was asked for. */
public final class FakePages implements Pages {

  private final List<PageRequest> rendered = new ArrayList<>();

  @Override
  public Page render(TenantContext tenant, PageRequest request) {
    rendered.add(request);
    return new Page(
        request.template() + " " + request.model(), Locale.ENGLISH, "default-src 'none'");
  }

  @Override
  public List<Locale> locales(TenantContext tenant, RequestView request, String uiLocales) {
    return uiLocales.isEmpty()
        ? List.of(Locale.ENGLISH)
        : List.of(Locale.forLanguageTag(uiLocales.split(" ")[0]), Locale.ENGLISH);
  }

  @Override
  public List<String> supported() {
    return List.of("en");
  }

  /** What the form of the last page sends of itself. */
  public Map<String, String> hidden() {
    Map<String, String> form = new HashMap<>();
    if (last().model().get("hidden") instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> form.put((String) name, (String) value));
    }
    return form;
  }

  /** The page that was made last. */
  public PageRequest last() {
    return rendered.get(rendered.size() - 1);
  }
}
