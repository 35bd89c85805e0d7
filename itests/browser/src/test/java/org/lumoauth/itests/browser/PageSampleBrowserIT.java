/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lumoauth.authn.pages.brand.BrandingSettings;

/**
 * Every page in a real browser: accessible by axe's rules for WCAG 2.2 AA, no wider than a small
 * phone, and nothing that its own policy blocks. Pictures are in {@code target/screenshots}.
 */
class PageSampleBrowserIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", "../.."));
  private static final List<String> BOTH_SIZES = List.of("phone", "desk");
  private static final List<String> BOTH_SCHEMES = List.of("light", "dark");

  private static ChromiumBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = ChromiumBrowser.orSkip();
  }

  private record PageCheck(
      String name,
      String path,
      List<String> sizes,
      List<String> schemes,
      boolean rtl,
      boolean scripts,
      String axe) {}

  /** All of axe's rules. */
  private static final String ALL = "all";

  /** Without the contrast of colours, which is the same in every language. */
  private static final String WORDS = "words";

  private static final String NONE = "none";

  private static final Set<String> TELLING =
      Set.of(
          "identifier-ways",
          "password-wrong",
          "consent",
          "account-sessions",
          "device-confirm",
          "start-tenant");

  /** Pages on which somebody decides, and two on which it is said who asks and what went wrong. */
  private static final Set<String> DECIDING =
      Set.of(
          "consent",
          "device-confirm",
          "ciba-confirm",
          "approvals-list",
          "approvals-confirm",
          "delegation-consent",
          "aauth-consent",
          "aauth-interaction",
          "connection-link",
          "logout-confirm",
          "account-applications",
          "password",
          "identifier");

  @Test
  void everyPageIsAccessibleInLightAndDarkOnPhoneAndDesk() throws Exception {
    assertEquals(List.of(), pageCheck("en", Map.of(), pageChecks("en", BOTH_SIZES, BOTH_SCHEMES)));
  }

  @Test
  void longGermanWordsFitAndAreAccessible() throws Exception {
    assertEquals(List.of(), pageCheck("de", Map.of(), samplesInLanguage("de", "phone")));
  }

  @Test
  void everyPageIsAccessibleInSpanish() throws Exception {
    assertEquals(List.of(), pageCheck("es", Map.of(), firstStateOfEachPage("es")));
  }

  @Test
  void everyPageIsAccessibleInJapanese() throws Exception {
    assertEquals(List.of(), pageCheck("ja", Map.of(), firstStateOfEachPage("ja")));
  }

  @Test
  void pagesSupportARightToLeftLanguageOfAModule() throws Exception {
    assertEquals(List.of(), pageCheck("rtl", Map.of(), rightToLeft()));
  }

  private static List<PageCheck> rightToLeft() {
    return samplesInLanguage(RightToLeftPageSource.LANGUAGE, "desk");
  }

  /** Every page in every state; one state of each is checked by axe. */
  private static List<PageCheck> samplesInLanguage(String language, String size) {
    Set<String> seen = new HashSet<>();
    return PageSamples.all().stream()
        .map(
            sample ->
                pageCheck(
                    sample,
                    language,
                    List.of(size),
                    List.of("light"),
                    seen.add(sample.template()) ? WORDS : NONE))
        .toList();
  }

  /** Every page in one state. */
  private static List<PageCheck> firstStateOfEachPage(String language) {
    return samplesInLanguage(language, "phone").stream()
        .filter(look -> look.axe().equals(WORDS))
        .toList();
  }

  @Test
  void brandColorsWithLowContrastStayReadable() throws Exception {
    Map<String, Object> yellow =
        Map.of(
            "primaryColor", "#ffe600",
            "backgroundColor", "#20003a",
            "inputStyle", "pill",
            "termsUrl", "https://acme.example/terms",
            "privacyUrl", "https://acme.example/privacy",
            "footerText", "Acme Health AG");
    assertEquals(
        List.of(),
        pageCheck(
            "yellow",
            yellow,
            pageChecks("en", BOTH_SIZES, BOTH_SCHEMES).stream()
                .filter(look -> TELLING.contains(look.name()))
                .toList()));
  }

  @Test
  void splitPanelAndGradientStayReadable() throws Exception {
    Map<String, Object> split =
        Map.ofEntries(
            Map.entry("layout", "split-left"),
            Map.entry("splitPanelTitle", "Care that remembers you"),
            Map.entry("splitPanelSubtitle", "One account for every clinic of Acme Health."),
            Map.entry("backgroundType", "gradient"),
            Map.entry("backgroundGradient", "linear-gradient(160deg, #fdf2e9 0%, #e9f1fd 100%)"),
            Map.entry("showBackgroundPattern", true),
            Map.entry("backgroundPatternStyle", "concentric"),
            Map.entry("formCardStyle", "glass"),
            Map.entry("buttonStyle", "outline"),
            Map.entry("buttonText", "Let me in"),
            Map.entry("showTenantInSubtitle", true));
    assertEquals(
        List.of(),
        pageCheck(
            "split",
            split,
            pageChecks("en", BOTH_SIZES, BOTH_SCHEMES).stream()
                .filter(look -> TELLING.contains(look.name()))
                .toList()));
    assertEquals(
        List.of(),
        pageCheck(
            "split-rtl",
            split,
            rightToLeft().stream().filter(look -> TELLING.contains(look.name())).toList()));
  }

  @Test
  void tenantStyleSheetAndHtmlAreAppliedAndStayReadable() throws Exception {
    String css =
        """
        /* Acme's */
        body { background: linear-gradient(160deg, #fff4e6, #e6f0ff); font-family: Georgia, serif; }
        .card { border: 2px solid #8a5a00; border-radius: 4px; padding: 1.5rem; }
        .card h1 { letter-spacing: 0.02em; text-transform: uppercase; color: #5a2a00; }
        .button.primary { border: 0; border-radius: 0; background: #5a2a00; color: #ffffff; }
        .own { border-top: 1px dashed #8a5a00; padding-top: 1rem; }
        @media (max-width: 32rem) {
          .card { background: var(--surface); }
        }
        @media (prefers-color-scheme: dark) {
          body { background: #241a10; }
          .card h1 { color: #ffd9a0; }
          .button.primary { background: #ffd9a0; color: #241a10; }
        }
        """;
    String html =
        """
        <h2>Trouble signing in?</h2><p>Call <strong>+49 30 1234</strong> or read \
        <a href="https://acme.example/help">our help</a>.</p><ul><li>Weekdays, 8 to 18</li>\
        <li>Saturdays, 9 to 12</li></ul>""";
    Map<String, Object> own = Map.of("customCss", css, "customHtml", html);
    requireValidBranding(own);
    assertEquals(
        List.of(),
        pageCheck(
            "own",
            own,
            pageChecks("en", BOTH_SIZES, BOTH_SCHEMES).stream()
                .filter(look -> TELLING.contains(look.name()))
                .toList()));
  }

  @Test
  void tenantStyleSheetDoesNotAffectDecisionCards() throws Exception {
    String everything =
        "background:#fff;border:8px solid #fff;padding:32px;margin:0;color:#fff;font-size:12px;"
            + "font-family:fantasy;font-weight:100;letter-spacing:4px;line-height:1;"
            + "text-transform:uppercase;text-align:right;text-decoration:none;text-underline-offset:8px;caret-color:#fff;accent-color:#fff;"
            + "outline:8px solid #fff;box-shadow:0 -48px 48px 48px #fff,0 48px 48px 48px #fff;";
    Map<String, Object> hostile =
        Map.of(
            "customCss",
            "*,html *,.fixed,.fixed *,.card.fixed>*,body :is(.scopes,.origin) *,"
                + "main:not(.x) *{"
                + everything
                + "}*::before,*::after,.fixed::before{"
                + everything
                + "}@media all{html,.frame,.middle,.foot,.masthead{"
                + everything
                + "margin:0}}");
    requireValidBranding(hostile);
    assertEquals(
        List.of(),
        pageCheck(
            "fixed.mjs",
            "hostile",
            hostile,
            PageSamples.all().stream()
                .filter(sample -> DECIDING.contains(sample.template()))
                .map(PageSampleBrowserIT::withoutBranding)
                .toList()));
  }

  private static PageCheck withoutBranding(PageSample sample) {
    return new PageCheck(
        sample.name(), "/en/" + sample.name(), List.of(), List.of(), false, true, NONE);
  }

  /** The server would have taken these settings. */
  private static void requireValidBranding(Map<String, Object> branding) {
    branding.forEach(
        (name, value) ->
            assertEquals(Optional.empty(), new BrandingSettings().findProblem(name, value)));
  }

  private static List<PageCheck> pageChecks(
      String language, List<String> sizes, List<String> schemes) {
    return PageSamples.all().stream()
        .map(sample -> pageCheck(sample, language, sizes, schemes, ALL))
        .toList();
  }

  private static PageCheck pageCheck(
      PageSample sample, String language, List<String> sizes, List<String> schemes, String axe) {
    return new PageCheck(
        sample.name(),
        "/" + language + "/" + sample.name(),
        sizes,
        schemes,
        language.equals(RightToLeftPageSource.LANGUAGE),
        // Sends itself away as soon as scripts run.
        !sample.template().equals("form-post"),
        axe);
  }

  private static List<String> pageCheck(
      String name, Map<String, Object> branding, List<PageCheck> looks)
      throws IOException, InterruptedException {
    return pageCheck("gallery.mjs", name, branding, looks);
  }

  private static List<String> pageCheck(
      String script, String name, Map<String, Object> branding, List<PageCheck> looks)
      throws IOException, InterruptedException {
    Path plan = Path.of("target", "plan-" + name + ".json");
    boolean rtl = looks.stream().anyMatch(PageCheck::rtl);
    try (PageSampleServer gallery =
        new PageSampleServer(PROJECT, PageSamples.all(), branding, rtl)) {
      Files.writeString(
          plan,
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "chromium", browser.executable().toString(),
                      "url", gallery.url(),
                      "out", Path.of("target/screenshots", name).toAbsolutePath().toString(),
                      "looks", looks)));
      List<String> lines = browser.run(script, plan);
      assertEquals("looked", lines.isEmpty() ? "" : lines.get(lines.size() - 1), lines::toString);
      return lines.stream().filter(line -> line.startsWith("problem ")).toList();
    }
  }
}
