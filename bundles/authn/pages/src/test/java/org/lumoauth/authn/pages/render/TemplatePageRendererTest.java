/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.web.PageAssetProvider;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class TemplatePageRendererTest {
  private static final TenantContext ACME = TestBuilders.aTenant().build();
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final TemplatePageRenderer pages =
      new TemplatePageRenderer(
          BrandResolver.of(new FakeSettingsStore()),
          new PageAssetProvider(),
          registry,
          new LookAlikeNameDetector((tenant, name) -> name.equals("Pa1Pal")),
          Clock.fixed(NOON, ZoneOffset.UTC));

  private record Source(Map<String, String> templates, Map<String, Map<String, String>> words)
      implements HtmlPageSource {

    @Override
    public Optional<String> template(String name) {
      return Optional.ofNullable(templates.get(name));
    }

    @Override
    public Set<Locale> languages() {
      return Set.copyOf(words.keySet().stream().map(Locale::forLanguageTag).toList());
    }

    @Override
    public Map<String, String> messages(Locale locale) {
      return words.getOrDefault(locale.toLanguageTag(), Map.of());
    }
  }

  @AfterEach
  void letsGoOfEverySource() {
    assertEquals(0, registry.openLeases());
  }

  private TemplatePageRendererTest with(String template) {
    return with("module", template, Map.of("en", Map.of("pages.language", "English")));
  }

  private TemplatePageRendererTest with(
      String name, String template, Map<String, Map<String, String>> words) {
    registry.with(HtmlPageSource.class, name, new Source(Map.of("x", template), words));
    return this;
  }

  private String render(Map<String, Object> model, String... languages) {
    return pages
        .render(
            ACME,
            HtmlPageRenderRequest.of(
                "x", model, List.of(languages).stream().map(Locale::forLanguageTag).toList()))
        .html();
  }

  @Test
  void rendersTenantScopeDescription() {
    ScopeDescriptionProvider words =
        (tenant, scope) ->
            scope.equals("orders") ? Optional.of("See <your> orders") : Optional.empty();
    registry.with(ScopeDescriptionProvider.class, "scopes", words);

    assertEquals(
        "See &lt;your&gt; orders|",
        with("${scopeWords('orders')}|${scopeWords('other')}").render(Map.of()));
  }

  @Test
  void warnsOfLookAlikeNames() {
    with(
        "<#list ['Notes', 'N\u043Etes', 'Pa1Pal'] as name>${page.nameWarning(name)}"
            + "<#sep>|</#list>");

    assertEquals("|pages.look-alike|pages.look-alike.known", render(Map.of()));
  }

  @Test
  void rendersScopeDescriptionOfRequestedResource() {
    ScopeDescriptionProvider words =
        new ScopeDescriptionProvider() {
          @Override
          public Optional<String> describe(TenantContext tenant, String scope) {
            return Optional.empty();
          }

          @Override
          public Optional<String> describe(
              TenantContext tenant, String scope, List<String> resources) {
            return Optional.of(scope + " at " + resources);
          }
        };
    registry.with(ScopeDescriptionProvider.class, "servers", words);

    assertEquals(
        "read at [https://files.example]",
        with("${scopeWords('read')}")
            .render(Map.of("resources", List.of("https://files.example"))));
  }

  @Test
  void rendersProductBrandWithoutTenant() {
    with(
        "module",
        "${page.brand.name}|${page.base}|${page.style?keep_before_last('/')}|"
            + "${page.languages?size}|${scopeWords('orders')}",
        Map.of(
            "en", Map.of("pages.language", "English"), "de", Map.of("pages.language", "Deutsch")));

    var page = pages.render(HtmlPageRenderRequest.of("x", Map.of(), List.of(Locale.GERMAN)));

    assertEquals("LumoAuth||/assets|0|", page.html());
    assertEquals(Locale.GERMAN, page.locale());
  }

  @Test
  void escapesModelValues() {
    assertEquals("&lt;b&gt;", with("${who}").render(Map.of("who", "<b>")));
  }

  @Test
  void isolatesAndEscapesRichMessageArguments() {
    with(
        "module",
        "${rich('k', who)}",
        Map.of("en", Map.of("pages.language", "English", "k", "Hello <i>{0}</i>")));
    assertEquals(
        "Hello &lt;i&gt;<bdi class=\"name\">&lt;b&gt;</bdi>&lt;/i&gt;",
        render(Map.of("who", "<b>")));
  }

  @Test
  void exposesOnlyRecordComponents() {
    record Person(String name, Optional<String> nick) {}
    assertEquals(
        "Ann-",
        with("${p.name}${p.nick!'-'}").render(Map.of("p", new Person("Ann", Optional.empty()))));
    assertThrows(
        PageTemplateException.class,
        () ->
            with("${p.getClass().getName()}")
                .render(Map.of("p", new Person("Ann", Optional.empty()))));
  }

  @Test
  void readsComponentsOfCachedRecordType() {
    record Person(String name) {}
    with("${p.name}");

    assertEquals("Ann", render(Map.of("p", new Person("Ann"))));
    assertEquals("Bob", render(Map.of("p", new Person("Bob"))));
  }

  @Test
  void exportsFunctionsFromLayout() throws IOException {
    String layout;
    try (var in = getClass().getResourceAsStream("/pages/layout.ftlh")) {
      layout = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String page =
        "<#import \"/layout.ftlh\" as ui>"
            + "${ui.initial(' <b>')}|${ui.problem('m', 'x')}|${ui.problem('m', '')}"
            + "|${ui.problem('m')}|${ui.methodKey('m')}";
    Map<String, String> words = Map.of("pages.language", "English", "m.error.x", "No <b>");
    registry.with(
        HtmlPageSource.class,
        "module",
        new Source(Map.of("x", page, "layout", layout), Map.of("en", words)));

    assertEquals("&lt;|No &lt;b&gt;|||flow.method.m", render(Map.of()).strip());
  }

  @Test
  void formatsMessagesWithAndWithoutArguments() {
    with(
        "module",
        "${msg('plain', 1)}|${msg('quoted')}|${msg('filled', 'you', 1000)}",
        Map.of(
            "en",
            Map.of(
                "pages.language", "English",
                "plain", "100 % } <of it>",
                "quoted", "It''s '{0}'",
                "filled", "{0}: {1}")));

    assertEquals("100 % } &lt;of it&gt;|It&#39;s {0}|you: 1,000", render(Map.of()));
  }

  @Test
  void preventsObjectCreationInTemplates() {
    assertThrows(
        PageTemplateException.class,
        () -> with("${'freemarker.template.utility.Execute'?new()('id')}").render(Map.of()));
  }

  @Test
  void omitsModelValuesFromErrors() {
    var failure =
        assertThrows(
            PageTemplateException.class,
            () -> with("${p.missing}").render(Map.of("p", Map.of("k", "s3cret"))));
    assertFalse(failure.toString().contains("s3cret"), failure.toString());
  }

  @Test
  void usesTemplatesOfReplacedModule() {
    assertEquals("one", with("one").render(Map.of()));
    assertEquals("two", with("two").render(Map.of()));
  }

  @Test
  void returns503IfTemplateModuleIsRemoved() {
    with("one").render(Map.of());
    registry.without(HtmlPageSource.class, "module");
    assertEquals(503, assertThrows(ApiException.class, () -> render(Map.of())).status());
  }

  @Test
  void addsLanguageOfModule() {
    with("${msg('k')}");
    with("more", "", Map.of("fr", Map.of("pages.language", "Français", "k", "Bonjour")));
    assertEquals(List.of("en", "fr"), pages.supportedLanguages());
    assertEquals("Bonjour", render(Map.of(), "fr-CA", "en"));
  }

  @Test
  void fallsBackToNextAcceptedLanguage() {
    with(
        "module",
        "${msg('k')}",
        Map.of(
            "en", Map.of("pages.language", "English", "k", "Hello"),
            "de", Map.of("pages.language", "Deutsch", "k", "Hallo"),
            "ja", Map.of("pages.language", "日本語")));
    assertEquals("Hallo", render(Map.of(), "ja", "de"));
    assertEquals("Hello", render(Map.of(), "ja"));
  }

  @Test
  void addsOnlyValidOriginsToContentSecurityPolicy() {
    with("x");
    String policy =
        pages
            .render(
                ACME,
                new HtmlPageRenderRequest(
                    "x",
                    Map.of(),
                    List.of(),
                    Set.of(
                        "https://app.example.com",
                        "com.example.app:",
                        "data:",
                        "'unsafe-inline'",
                        "https://a; script-src *"),
                    Set.of("https://rp.example.com")))
            .contentSecurityPolicy();
    assertEquals(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " form-action 'self' com.example.app: https: https://app.example.com;"
            + " frame-src https://rp.example.com; base-uri 'none'; frame-ancestors 'none'",
        policy);
  }

  @Test
  void allowsLoopbackFormTargets() {
    with("x");
    var request =
        new HtmlPageRenderRequest("x", Map.of(), List.of(), Set.of("http://127.0.0.1:*"), Set.of());
    String policy = pages.render(ACME, request).contentSecurityPolicy();
    assertTrue(
        policy.contains("form-action 'self' http://127.0.0.1:* http://localhost:*;"), policy);
    assertFalse(policy.contains("https:"), policy);
  }

  @Test
  void allowsOnlyOwnFormTargetsByDefault() {
    with("x");
    var request = new HtmlPageRenderRequest("x", Map.of(), List.of(), Set.of(), Set.of());
    String policy = pages.render(ACME, request).contentSecurityPolicy();
    assertTrue(policy.contains("form-action 'self';"), policy);
  }

  @Test
  void readsUiLocalesFromPageUrl() {
    assertEquals(List.of("ja", "de", "en"), inAddress("?token=x&ui_locales=ja%20de", ""));
    assertEquals(List.of("fr", "en"), inAddress("?ui_locales=ja", "fr"));
    assertEquals(List.of("en"), inAddress("?ui_locales=%zz", ""));
  }

  private List<String> inAddress(String query, String uiLocales) {
    var request = TestBuilders.aRequest().to("https://id.example.com/t/acme/login" + query).build();
    return pages.locales(ACME, request, uiLocales).stream().map(Locale::toLanguageTag).toList();
  }

  private List<String> locales(String uiLocales, String cookie, String accepted) {
    var request = TestBuilders.aRequest().withHeader("Accept-Language", accepted);
    if (!cookie.isEmpty()) {
      request = request.withHeader("Cookie", "lumoauth_language=" + cookie);
    }
    return pages.locales(ACME, request.build(), uiLocales).stream()
        .map(Locale::toLanguageTag)
        .toList();
  }

  @Test
  void prefersUiLocalesOverOlderChoiceAndBrowser() {
    long yesterday = NOON.minusSeconds(86_400).getEpochSecond();
    assertEquals(
        List.of("ja", "de", "es", "en"), locales("ja", "de." + yesterday, "es;q=0.8, *;q=0.1"));
  }

  @Test
  void prefersRecentChoiceOverUiLocales() {
    long now = NOON.minusSeconds(60).getEpochSecond();
    assertEquals("de", locales("ja", "de." + now, "es").get(0));
  }

  @Test
  void cachesParsedAcceptLanguageHeader() {
    var reader = new PageLocaleResolver(Clock.systemUTC());

    assertSame(reader.accepted("de-AT,de;q=0.9"), reader.accepted("de-AT,de;q=0.9"));
    assertEquals(List.of(), reader.accepted("§;q=x"));
  }

  @Test
  void limitsNumberOfAcceptedLanguages() {
    assertEquals(10, locales("", "", "de,es,ja,fr,it,pt,nl,sv,da,fi,pl,cs").size());
    assertEquals("en", locales("", "", "fr;q=0, en").get(0));
  }

  @Test
  void ignoresMalformedLanguageValues() {
    assertEquals(List.of("en"), locales("§§ -", "<script>", "§;q=x"));
    assertTrue(locales("x".repeat(2_000), "", "y".repeat(9_000)).equals(List.of("en")));
  }
}
