/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.web.PageAssetProvider;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** Every page in every language: it renders, it is HTML, and it lets nothing in. */
class PageTemplateTest {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", "../.."));
  private static final List<String> LANGUAGES = List.of("en", "de", "es", "ja");
  private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
  private static final Pattern USED = Pattern.compile("\\b(?:msg|rich)\\(\"([a-z0-9.-]+)\"[,)]");

  private static HtmlPageRenderer pages;

  @BeforeAll
  static void load() throws IOException {
    pages =
        PageSampleServer.pages(
            PROJECT, BrandResolver.of(new FakeSettingsStore()), new PageAssetProvider());
  }

  static Stream<Arguments> samplesInLanguages() {
    return PageSamples.all().stream()
        .flatMap(sample -> LANGUAGES.stream().map(language -> Arguments.of(sample, language)));
  }

  private static HtmlPage render(PageSample sample, Map<String, Object> model, String language) {
    return pages.render(
        PageSampleServer.ACME,
        HtmlPageRenderRequest.of(
            sample.template(), model, List.of(Locale.forLanguageTag(language))));
  }

  @Test
  void everyTemplateHasASample() throws IOException {
    Set<String> templates =
        SourceFolderPageSource.all(PROJECT).stream()
            .flatMap(source -> source.templates().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    templates.removeAll(Set.of("layout", "account-frame"));
    Set<String> sampled =
        PageSamples.all().stream()
            .map(PageSample::template)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(templates, sampled);
  }

  @ParameterizedTest
  @MethodSource("samplesInLanguages")
  void isWellFormedHtmlInItsLanguage(PageSample sample, String language) {
    String html = render(sample, sample.model(), language).html();
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    var document = parser.parseInput(html, "");
    assertEquals(List.of(), parser.getErrors(), html);
    assertEquals(language, document.selectFirst("html").attr("lang"));
    assertEquals(1, document.select("h1").size(), "one heading of the first level");
    assertEquals(1, document.select("main").size());
    assertEquals(List.of(), duplicates(document.select("[id]").eachAttr("id")));
    assertEquals(0, document.select("[style], style, script:not([src])").size());
    assertFalse(document.html().contains(" onclick"), "no handlers in attributes");
  }

  private static List<String> duplicates(List<String> ids) {
    List<String> rest = new ArrayList<>(ids);
    new TreeSet<>(ids).forEach(rest::remove);
    return rest;
  }

  @ParameterizedTest
  @MethodSource("samplesInLanguages")
  void escapesMarkupInModelValues(PageSample sample, String language) {
    Map<String, Object> hostile = new LinkedHashMap<>();
    // A purpose is one of our own words, and picks a message.
    sample
        .model()
        .forEach(
            (name, value) ->
                hostile.put(name, name.equals("purpose") ? value : replaceTextsWithMarkup(value)));
    String html = render(sample, hostile, language).html();
    assertFalse(html.contains("<script>"), html);
    assertFalse(html.contains("<img src=x"), html);
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    var document = parser.parseInput(html, "");
    assertEquals(List.of(), parser.getErrors(), html);
    assertEquals(0, document.select("[onerror]").size());
  }

  @Test
  void listsIdentityScopesFirstAndOfflineAccessLast() {
    List<Map<String, String>> scopes =
        Stream.of("documents.read", "email", "offline_access", "openid", "profile")
            .map(name -> Map.of("name", name))
            .toList();
    PageSample consent =
        PageSamples.all().stream()
            .filter(s -> s.name().equals("consent"))
            .findFirst()
            .orElseThrow();
    Map<String, Object> model = new LinkedHashMap<>(consent.model());
    model.put("scopes", scopes);
    model.remove("details");

    var document = Parser.parse(render(consent, model, "en").html(), "");

    assertEquals(
        List.of(
            "Know who you are",
            "See your profile",
            "See your e-mail address",
            "documents.read",
            "Keep access while you are away"),
        document.select(".scopes strong").eachText());
  }

  @Test
  void appendsTenantHtmlOnlyToPagesWithoutDecision() throws IOException {
    var settings = new FakeSettingsStore();
    settings.change(
        PageSampleServer.ACME,
        "branding",
        Map.of("customCss", "p{color:red}", "customHtml", "<p>Ours</p>"));
    HtmlPageRenderer own =
        PageSampleServer.pages(PROJECT, BrandResolver.of(settings), new PageAssetProvider());
    Set<String> open = new TreeSet<>();
    for (PageSample sample : PageSamples.all()) {
      var request =
          HtmlPageRenderRequest.of(sample.template(), sample.model(), List.of(Locale.ENGLISH));
      var document = Parser.parse(own.render(PageSampleServer.ACME, request).html(), "");

      boolean fixed = document.selectFirst("main").hasClass("fixed");
      assertEquals(!fixed, document.selectFirst("section.own > p") != null, sample.name());
      assertEquals(2, document.select("link[rel=stylesheet]").size(), sample.name());
      if (!fixed) {
        open.add(sample.template());
      }
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                "identifier",
                "link-over",
                "password",
                "choose-method",
                "choose-account",
                "register",
                "check-mail",
                "verify",
                "verified",
                "forgot",
                "reset",
                "reset-done",
                "account-profile",
                "account-password",
                "account-sessions",
                "start-tenant")),
        open);
  }

  /** The same value with every text in it turned into an attack. */
  private static Object replaceTextsWithMarkup(Object value) {
    if (value instanceof String) {
      return HOSTILE;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(PageTemplateTest::replaceTextsWithMarkup);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PageTemplateTest::replaceTextsWithMarkup).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> poisoned = new LinkedHashMap<>();
      map.forEach((name, each) -> poisoned.put((String) name, replaceTextsWithMarkup(each)));
      return poisoned;
    }
    if (value instanceof Record record) {
      return replaceTextsInRecord(record);
    }
    return value;
  }

  private static Map<String, Object> replaceTextsInRecord(Record record) {
    Map<String, Object> poisoned = new LinkedHashMap<>();
    try {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        poisoned.put(component.getName(), replaceTextsWithMarkup(accessor.invoke(record)));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return poisoned;
  }

  @ParameterizedTest
  @MethodSource("samplesInLanguages")
  void setsStrictContentSecurityPolicy(PageSample sample, String language) {
    String policy = render(sample, sample.model(), language).contentSecurityPolicy();
    assertFalse(policy.contains("unsafe"), policy);
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertTrue(policy.contains("base-uri 'none'"), policy);
  }

  @Test
  void everyLanguageHasEveryMessage() throws IOException {
    List<String> missing = new ArrayList<>();
    for (SourceFolderPageSource source : SourceFolderPageSource.all(PROJECT)) {
      Set<String> english = source.messages(Locale.ENGLISH).keySet();
      for (String language : LANGUAGES) {
        Set<String> odd = new TreeSet<>(english);
        Set<String> there = source.messages(Locale.forLanguageTag(language)).keySet();
        odd.removeIf(there::contains);
        odd.forEach(
            key -> missing.add(source.bundle().getFileName() + " " + language + " lacks " + key));
        there.stream()
            .filter(key -> !english.contains(key))
            .forEach(key -> missing.add(source.bundle().getFileName() + " en lacks " + key));
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyMessageUsedByATemplateExists() throws IOException {
    Set<String> known = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    for (SourceFolderPageSource source : SourceFolderPageSource.all(PROJECT)) {
      known.addAll(source.messages(Locale.ENGLISH).keySet());
      for (String template : source.templates()) {
        Matcher matcher = USED.matcher(source.template(template).orElseThrow());
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }
    used.removeAll(known);
    assertEquals(Set.of(), used);
  }

  @Test
  void everyMessageHasTheSameArgumentsInEveryLanguage() throws IOException {
    List<String> odd = new ArrayList<>();
    for (SourceFolderPageSource source : SourceFolderPageSource.all(PROJECT)) {
      source
          .messages(Locale.ENGLISH)
          .forEach(
              (key, pattern) -> {
                for (String language : LANGUAGES) {
                  String other = source.messages(Locale.forLanguageTag(language)).get(key);
                  if (arguments(pattern) != arguments(other) || other.contains("'")) {
                    odd.add(language + " " + key);
                  }
                }
              });
    }
    assertEquals(List.of(), odd);
  }

  private static int arguments(String pattern) {
    return new MessageFormat(pattern).getFormatsByArgumentIndex().length;
  }
}
