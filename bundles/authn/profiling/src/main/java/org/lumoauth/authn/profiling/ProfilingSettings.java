/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + ProfilingSettings.SECTION})
public final class ProfilingSettings implements TenantSettingsSection {
  static final String SECTION = "progressive-profiling";

  private static final long MAX_RULES = 20;
  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<Boolean> ENABLED =
      SCHEMA.flag(
          "enabled",
          false,
          "Whether users are prompted for missing profile attributes during sign-in.");

  static final TypedSetting<List<ProfilingRule>> RULES =
      SCHEMA.declare(
          new SettingDefinition(
              "rules",
              SettingType.OBJECTS,
              List.of(),
              false,
              Set.of(),
              Optional.empty(),
              Optional.of(MAX_RULES),
              "The rules for prompts. Members of a rule: attribute, required, "
                  + "after_sign_ins, clients,"
                  + " ask_again_days."),
          ProfilingRule::all);

  private final UserProfileService profiles;

  @Activate
  public ProfilingSettings(@Reference UserProfileService profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return setting.equals(RULES.name())
        ? new ProfilingRuleValidator(profiles.editableClaims()).objection((List<?>) value)
        : Optional.empty();
  }
}
