package org.lumoauth.authn.profiling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + ProfilingSettings.SECTION})
public final class ProfilingSettings implements SettingsSchema {
  static final String SECTION = "progressive-profiling";
  static final String ENABLED = "enabled";
  static final String RULES = "rules";

  private static final long MAX_RULES = 20;

  private final UserProfiles profiles;

  @Activate
  public ProfilingSettings(@Reference UserProfiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            ENABLED,
            Type.BOOLEAN,
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether people are asked, while they sign in, for what is missing of their profile."),
        new Setting(
            RULES,
            Type.OBJECTS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_RULES),
            "What is asked, of whom and when: attribute, required, after_sign_ins, clients,"
                + " ask_again_days."));
  }

  @Override
  public Optional<String> objection(String setting, Object value) {
    return setting.equals(RULES)
        ? new RuleCheck(profiles.claims()).objection((List<?>) value)
        : Optional.empty();
  }
}
