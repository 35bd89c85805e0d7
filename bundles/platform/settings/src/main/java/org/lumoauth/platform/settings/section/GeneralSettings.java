package org.lumoauth.platform.settings.section;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.platform.web.DisplayNameValidator;
import org.osgi.service.component.annotations.Component;

/** The section {@code general}: how the tenant shows itself, beside its name. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=general"})
public final class GeneralSettings implements SettingsSchema {

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        text("displayName", "", 200, "What people read as the name; the tenant's name if empty."),
        text("timezone", "UTC", 64, "The time zone in which pages say times, as Europe/Berlin."),
        text("locale", "en", 35, "The language where the reader asks for none (BCP 47)."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals("displayName") && !DisplayNameValidator.isVisible(String.valueOf(value))) {
      return Optional.of("displayName has control, invisible or direction-changing characters.");
    }
    if (setting.equals("locale") && !language(String.valueOf(value))) {
      return Optional.of("locale is a language tag (BCP 47), as de or de-AT.");
    }
    boolean zone = !setting.equals("timezone") || ZoneId.getAvailableZoneIds().contains(value);
    return zone
        ? Optional.empty()
        : Optional.of("timezone is a name of the time zone database, as Europe/Berlin.");
  }

  /**
   * Whether it is well-formed, and of a language that there is. What was taken before with {@code
   * _}, as the parts of {@code de_AT} are often joined, is still what it was meant as.
   */
  private static boolean language(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
      return !locale.getLanguage().isEmpty() && !locale.getISO3Language().isEmpty();
    } catch (IllformedLocaleException | MissingResourceException e) {
      return false;
    }
  }

  private static SettingDefinition text(
      String name, String standard, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        standard,
        false,
        Set.of(),
        Optional.empty(),
        Optional.of(most),
        description);
  }
}
