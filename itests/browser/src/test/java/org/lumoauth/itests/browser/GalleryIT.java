package org.lumoauth.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every page in a real browser: accessible by axe's rules for WCAG 2.2 AA, no wider than a small
 * phone, and nothing that its own policy blocks. Pictures are in {@code target/screenshots}.
 */
class GalleryIT {
  private static final Path PROJECT = Path.of(System.getProperty("lumoauth.project", "../.."));
  private static final List<String> BOTH_SIZES = List.of("phone", "desk");
  private static final List<String> BOTH_SCHEMES = List.of("light", "dark");

  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.orSkip();
  }

  private record Look(
      String name,
      String path,
      List<String> sizes,
      List<String> schemes,
      boolean rtl,
      boolean scripts,
      boolean axe) {}

  private static final Set<String> TELLING =
      Set.of("identifier-ways", "password-wrong", "consent", "account-sessions", "device-confirm");

  @Test
  void everyPageIsAccessibleInLightAndDarkOnPhoneAndDesk() throws Exception {
    assertEquals(
        List.of(), look("en", Map.of(), looks("en", BOTH_SIZES, BOTH_SCHEMES, false, true)));
  }

  @Test
  void longGermanWordsFit() throws Exception {
    assertEquals(
        List.of(),
        look("de", Map.of(), looks("de", List.of("phone"), List.of("light"), false, false)));
  }

  @Test
  void japaneseFits() throws Exception {
    assertEquals(
        List.of(),
        look("ja", Map.of(), looks("ja", List.of("phone"), List.of("light"), false, false)));
  }

  @Test
  void pagesReadFromRightToLeft() throws Exception {
    assertEquals(
        List.of(),
        look("rtl", Map.of(), looks("en", List.of("desk"), List.of("light"), true, false)));
  }

  @Test
  void aGlaringBrandStaysReadable() throws Exception {
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
        look(
            "yellow",
            yellow,
            looks("en", BOTH_SIZES, BOTH_SCHEMES, false, true).stream()
                .filter(look -> TELLING.contains(look.name()))
                .toList()));
  }

  @Test
  void aPanelAGradientAndLinesLeaveEverythingReadable() throws Exception {
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
        look(
            "split",
            split,
            looks("en", BOTH_SIZES, BOTH_SCHEMES, false, true).stream()
                .filter(look -> TELLING.contains(look.name()))
                .toList()));
    assertEquals(
        List.of(),
        look(
            "split-rtl",
            split,
            looks("en", List.of("desk"), List.of("light"), true, false).stream()
                .filter(look -> TELLING.contains(look.name()))
                .toList()));
  }

  private static List<Look> looks(
      String language, List<String> sizes, List<String> schemes, boolean rtl, boolean axe) {
    List<Look> looks = new ArrayList<>();
    for (Sample sample : Samples.all()) {
      looks.add(
          new Look(
              sample.name(),
              "/" + language + "/" + sample.name(),
              sizes,
              schemes,
              rtl,
              // Sends itself away as soon as scripts run.
              !sample.template().equals("form-post"),
              axe));
    }
    return looks;
  }

  private static List<String> look(String name, Map<String, Object> branding, List<Look> looks)
      throws IOException, InterruptedException {
    Path plan = Path.of("target", "plan-" + name + ".json");
    try (Gallery gallery = new Gallery(PROJECT, Samples.all(), branding)) {
      Files.writeString(
          plan,
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "chromium", browser.executable().toString(),
                      "url", gallery.url(),
                      "out", Path.of("target/screenshots", name).toAbsolutePath().toString(),
                      "looks", looks)));
      List<String> lines = browser.run("gallery.mjs", plan);
      assertEquals("looked", lines.isEmpty() ? "" : lines.get(lines.size() - 1), lines::toString);
      return lines.stream().filter(line -> line.startsWith("problem ")).toList();
    }
  }
}
