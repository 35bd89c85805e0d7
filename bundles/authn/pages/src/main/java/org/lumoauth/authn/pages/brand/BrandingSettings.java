/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.authn.pages.tenantstyle.TenantHtmlSanitizer;
import org.lumoauth.authn.pages.tenantstyle.TenantStylesheet;
import org.osgi.service.component.annotations.Component;

/** The section {@code branding}. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=branding"})
public final class BrandingSettings implements TenantSettingsSection {

  static final String SECTION = "branding";
  static final String PRIMARY = "#3a4fd0";
  static final String BACKGROUND = "#f4f5f8";
  static final String GRADIENT = "linear-gradient(135deg, #3a4fd0 0%, #7a2fbf 100%)";
  static final int OVERLAY = 40;

  private static final Set<String> COLOURS = Set.of("primaryColor", "backgroundColor");
  private static final Set<String> URLS =
      Set.of(
          "logoUrl",
          "faviconUrl",
          "termsUrl",
          "privacyUrl",
          "backgroundImageUrl",
          "splitPanelImageUrl");

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        flag("enabled", true, "Whether the pages use this branding."),
        text("logoUrl", "", 2000, "The https URL of the logo, displayed about 32 px high."),
        text("faviconUrl", "", 2000, "The https URL of the icon for the browser tab."),
        text(
            "primaryColor",
            PRIMARY,
            7,
            "The colour of buttons and links, #rrggbb. Text on it is white or dark, "
                + "whichever is"
                + " readable, and links use the nearest readable shade."),
        text(
            "backgroundColor",
            BACKGROUND,
            7,
            "The background colour of pages, #rrggbb. Dark pages use it only if it is" + " dark."),
        choice(
            "theme",
            "auto",
            Set.of("auto", "light", "dark"),
            "Whether pages are light, dark, or follow the reader's device."),
        choice(
            "inputStyle",
            "rounded",
            Set.of("rounded", "square", "pill"),
            "The corners of fields and buttons."),
        flag("showTenantName", true, "Whether the tenant's name is shown at the top."),
        text("welcomeTitle", "", 80, "The heading of the sign-in page."),
        text("welcomeSubtitle", "", 200, "A sentence below the heading."),
        text("termsUrl", "", 2000, "The https URL of the terms of use."),
        text("privacyUrl", "", 2000, "The https URL of the privacy policy."),
        text("footerText", "", 200, "A line at the bottom of the page."),
        flag("showPoweredBy", true, "Whether the pages name LumoAuth."),
        flag("selfRegistrationEnabled", false, "Whether users can register themselves."),
        text(
            "buttonText",
            "",
            40,
            "The text of the sign-in button. If empty, the default text in each "
                + "language is used."),
        choice(
            "buttonStyle", "filled", Set.of("filled", "outline", "pill"), "The style of buttons."),
        choice(
            "formCardStyle",
            "card",
            Set.of("card", "flat", "glass"),
            "The style of the card with the content."),
        choice(
            "layout",
            "centered",
            Set.of("centered", "split-left", "split-right"),
            "Whether a panel is shown beside the card, and on which side."),
        text(
            "splitPanelTitle",
            "",
            80,
            "The heading of the panel. If empty, the tenant's name is used."),
        text("splitPanelSubtitle", "", 200, "A sentence below the panel's heading."),
        text("splitPanelImageUrl", "", 2000, "The https URL of an image that fills the panel."),
        choice(
            "backgroundType",
            "solid",
            Set.of("solid", "gradient", "image", "pattern"),
            "The background of pages: the background colour, a gradient, an image, or "
                + "a pattern on the colour."),
        text(
            "backgroundGradient",
            GRADIENT,
            200,
            "linear-gradient(135deg, #rrggbb 0%, #rrggbb 100%) of two to five colours, which are"
                + " moved to where text on them can be read."),
        text("backgroundImageUrl", "", 2000, "The https URL of the background image."),
        number(
            "backgroundOverlayOpacity",
            OVERLAY,
            100,
            "The opacity of the background colour over the image, in percent."),
        flag(
            "showBackgroundPattern",
            false,
            "Whether a pattern is shown on the background colour or gradient."),
        choice(
            "backgroundPatternStyle",
            "hexagonal",
            Set.of("hexagonal", "diamond", "crosshatch", "isometric", "concentric"),
            "The pattern."),
        flag(
            "showTenantInSubtitle",
            false,
            "Whether the subtitle of the sign-in page contains the tenant's name."),
        text(
            "customCss",
            "",
            TenantStylesheet.MOST,
            "A custom style sheet of the tenant, for colours, spacing, borders and "
                + "fonts of the parts of pages that it"
                + " may change."),
        text(
            "customHtml",
            "",
            TenantHtmlSanitizer.MOST,
            "HTML below the card of the sign-in, registration and account pages:"
                + " headings, paragraphs, lists, links."),
        flag("applyToRegistration", true, "Whether the registration pages use this branding."),
        flag("applyToConsent", true, "Whether the consent page uses this branding."));
  }

  private static SettingDefinition flag(String name, boolean standard, String description) {
    return new SettingDefinition(
        name,
        SettingType.BOOLEAN,
        standard,
        false,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        description);
  }

  private static SettingDefinition number(
      String name, long standard, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        standard,
        false,
        Set.of(),
        Optional.of(0L),
        Optional.of(most),
        description);
  }

  private static SettingDefinition text(
      String name, String standard, long longest, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        standard,
        false,
        Set.of(),
        Optional.empty(),
        Optional.of(longest),
        description);
  }

  private static SettingDefinition choice(
      String name, String standard, Set<String> allowed, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        standard,
        false,
        allowed,
        Optional.empty(),
        Optional.empty(),
        description);
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!(value instanceof String text) || text.isEmpty()) {
      return Optional.empty();
    }
    if (COLOURS.contains(setting) && RgbColour.parse(text).isEmpty()) {
      return Optional.of("A colour must have the form #rrggbb.");
    }
    if (setting.equals("backgroundGradient") && LinearGradient.parse(text).isEmpty()) {
      return Optional.of(
          "A gradient must have the form linear-gradient(135deg, #rrggbb, #rrggbb).");
    }
    if (URLS.contains(setting) && origin(text).isEmpty()) {
      return Optional.of("The value must be an https URL.");
    }
    return switch (setting) {
      case "customCss" -> TenantStylesheet.objection(text);
      case "customHtml" -> TenantHtmlSanitizer.objection(text);
      default -> Optional.empty();
    };
  }

  /** Returns the origin of an https URL; empty for other values. */
  static Optional<String> origin(String url) {
    try {
      URI uri = new URI(url);
      boolean https =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getHost() != null
              && uri.getRawUserInfo() == null;
      return https
          ? Optional.of("https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
          : Optional.empty();
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }
}
