/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.section;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.platform.web.text.DisplayNameValidator;
import org.osgi.service.component.annotations.Component;

/** The section {@code general}: how the tenant presents itself, in addition to its name. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=general"})
public final class GeneralSettingsSection implements TenantSettingsSection {

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        text("displayName", "", 200, "The display name. If empty, the organization's name."),
        text("timezone", "UTC", 64, "The time zone of displayed times, for example Europe/Berlin."),
        text(
            "locale", "en", 35, "The default language, if the user agent requests none (BCP 47)."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals("displayName") && !DisplayNameValidator.isVisible(String.valueOf(value))) {
      return Optional.of(
          "`displayName` must not contain control, invisible or direction-changing "
              + "characters.");
    }
    if (setting.equals("locale") && !language(String.valueOf(value))) {
      return Optional.of("`locale` must be a language tag (BCP 47) such as de or de-AT.");
    }
    boolean zone = !setting.equals("timezone") || ZoneId.getAvailableZoneIds().contains(value);
    return zone
        ? Optional.empty()
        : Optional.of("`timezone` must be a name of the time zone database such as Europe/Berlin.");
  }

  /**
   * Returns whether the tag is well-formed with an existing language. Values stored earlier with
   * {@code _}, such as {@code de_AT}, keep their meaning.
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
