package org.lumoauth.authn.pages.brand;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.authn.pages.tenantstyle.TenantHtmlSanitizer;
import org.lumoauth.authn.pages.tenantstyle.TenantStylesheet;
import org.osgi.service.component.annotations.Component;

/** The section {@code branding}. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=branding"})
public final class BrandingSettings implements SettingsSchema {

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
        flag("enabled", true, "Whether the pages wear this branding at all."),
        text("logoUrl", "", 2000, "The logo's https URL; about 32 px high."),
        text("faviconUrl", "", 2000, "The browser tab's icon, an https URL."),
        text(
            "primaryColor",
            PRIMARY,
            7,
            "The colour of buttons and links, #rrggbb. Text on it is white or dark, whichever can"
                + " be read, and links take the nearest shade that can be read."),
        text(
            "backgroundColor",
            BACKGROUND,
            7,
            "What the page lies on, #rrggbb. Readers who ask for a dark page see it only if it is"
                + " dark."),
        choice("theme", "auto", Set.of("auto", "light", "dark"), "Which light the pages are in."),
        choice(
            "inputStyle",
            "rounded",
            Set.of("rounded", "square", "pill"),
            "How round fields and buttons are."),
        flag("showTenantName", true, "Whether the tenant's name stands at the top."),
        text("welcomeTitle", "", 80, "The sign-in page's heading."),
        text("welcomeSubtitle", "", 200, "A sentence below it."),
        text("termsUrl", "", 2000, "The terms of use, an https URL."),
        text("privacyUrl", "", 2000, "The privacy policy, an https URL."),
        text("footerText", "", 200, "A line below the page."),
        flag("showPoweredBy", true, "Whether the pages name LumoAuth."),
        flag("selfRegistrationEnabled", false, "Whether people may register themselves."),
        text("buttonText", "", 40, "On the button that signs in; empty: ours, in each language."),
        choice("buttonStyle", "filled", Set.of("filled", "outline", "pill"), "How buttons look."),
        choice(
            "formCardStyle",
            "card",
            Set.of("card", "flat", "glass"),
            "How the card looks that has the content."),
        choice(
            "layout",
            "centered",
            Set.of("centered", "split-left", "split-right"),
            "Whether a panel stands beside the card, and on which side."),
        text("splitPanelTitle", "", 80, "The panel's heading; empty: the tenant's name."),
        text("splitPanelSubtitle", "", 200, "A sentence below it."),
        text("splitPanelImageUrl", "", 2000, "A picture that fills the panel, an https URL."),
        choice(
            "backgroundType",
            "solid",
            Set.of("solid", "gradient", "image", "pattern"),
            "What the page lies on: its colour, a gradient, a picture, or lines on the colour."),
        text(
            "backgroundGradient",
            GRADIENT,
            200,
            "linear-gradient(135deg, #rrggbb 0%, #rrggbb 100%) of two to five colours, which are"
                + " moved to where text on them can be read."),
        text("backgroundImageUrl", "", 2000, "The picture, an https URL."),
        number(
            "backgroundOverlayOpacity",
            OVERLAY,
            100,
            "How much of the background colour lies on the picture, in per cent."),
        flag("showBackgroundPattern", false, "Whether lines are on the colour or the gradient."),
        choice(
            "backgroundPatternStyle",
            "hexagonal",
            Set.of("hexagonal", "diamond", "crosshatch", "isometric", "concentric"),
            "Which lines these are."),
        flag("showTenantInSubtitle", false, "Whether the sign-in page's subtitle has the name."),
        text(
            "customCss",
            "",
            TenantStylesheet.MOST,
            "A style sheet of the tenant's own: colours, spaces, borders and letters of what is not"
                + " ours to say."),
        text(
            "customHtml",
            "",
            TenantHtmlSanitizer.MOST,
            "HTML below the card of pages of the sign-in, the registration and the account:"
                + " headings, paragraphs, lists, links."),
        flag("applyToRegistration", true, "Whether registration wears this branding."),
        flag("applyToConsent", true, "Whether consent wears this branding."));
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
      return Optional.of("A colour is written #rrggbb.");
    }
    if (setting.equals("backgroundGradient") && LinearGradient.parse(text).isEmpty()) {
      return Optional.of("A gradient is written linear-gradient(135deg, #rrggbb, #rrggbb).");
    }
    if (URLS.contains(setting) && origin(text).isEmpty()) {
      return Optional.of("This is to be an https URL.");
    }
    return switch (setting) {
      case "customCss" -> TenantStylesheet.objection(text);
      case "customHtml" -> TenantHtmlSanitizer.objection(text);
      default -> Optional.empty();
    };
  }

  /** The origin of an https URL; empty if it is something else. */
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
