/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateModelException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.authn.pages.source.PageResourceCatalog;
import org.lumoauth.authn.pages.web.PageAssetProvider;

/**
 * The values for the layout around every page's content: the template variable {@code page}.
 *
 * @param tenant the path of the tenant's pages, such as {@code /t/acme}; empty on a page without a
 *     tenant
 */
record PageLayoutModel(
    Optional<String> tenant,
    TenantBrand brand,
    PageAssetProvider assets,
    PageResourceCatalog catalog,
    Locale locale) {

  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");

  Map<String, Object> model(Map<String, Object> request) {
    String base = tenant.orElse("");
    Map<String, Object> page = new HashMap<>();
    page.put("base", base);
    page.put("lang", locale.toLanguageTag());
    page.put("dir", RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr");
    PageAssetProvider.BrandStylesheets sheets = assets.stylesheets(brand);
    page.put("style", asset(base, sheets.style()));
    sheets.own().ifPresent(own -> page.put("ownStyle", asset(base, own)));
    brand.own().html().ifPresent(html -> page.put("ownHtml", markup(html)));
    page.put("reveal", asset(base, assets.staticAsset("reveal.js").hashedName()));
    page.put("submit", asset(base, assets.staticAsset("submit.js").hashedName()));
    page.put(
        "icon",
        brand
            .faviconUrl()
            .orElseGet(() -> asset(base, assets.staticAsset("icon.svg").hashedName())));
    page.put("brand", brand);
    page.put("classes", brand.classes());
    page.put("split", brand.split());
    page.put("languages", tenant.map(at -> languages(at, request.get("self"))).orElse(List.of()));
    return page;
  }

  /** Returns sanitized HTML as a template value. */
  private static Object markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String asset(String base, String hashedName) {
    return base + "/assets/" + hashedName;
  }

  private List<Map<String, Object>> languages(String base, Object self) {
    String back =
        self instanceof String path
            ? "&return=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
            : "";
    List<Map<String, Object>> languages = new ArrayList<>();
    catalog
        .languages()
        .forEach(
            (language, name) ->
                languages.add(
                    Map.of(
                        "tag",
                        language.toLanguageTag(),
                        "name",
                        name,
                        "current",
                        language.equals(locale),
                        "href",
                        base + "/language?to=" + language.toLanguageTag() + back)));
    return languages;
  }
}
