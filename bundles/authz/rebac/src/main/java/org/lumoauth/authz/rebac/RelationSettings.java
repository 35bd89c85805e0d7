package org.lumoauth.authz.rebac;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of relations: its own limits, within those of the server. */
@Component(
    configurationPid = "org.lumoauth.authz.rebac",
    property = {"lumoauth.kind=settings", "lumoauth.name=" + RelationSettings.SECTION})
public final class RelationSettings implements SettingsSchema {

  /** The section's name. */
  static final String SECTION = "relations";

  static final String MAX_DEPTH = "maxDepth";
  static final String MAX_WORK = "maxWork";
  static final String TIME_MILLIS = "timeMillis";

  private final RebacConfig config;

  @Activate
  public RelationSettings(RebacConfig config) {
    this.config = config;
  }

  @Override
  public String requiredPermission(String setting) {
    return "relations.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        limit(
            MAX_DEPTH,
            config.maxDepth(),
            "Steps from relation to relation that a question may take."),
        limit(
            MAX_WORK,
            config.maxWork(),
            "Nodes and tuples that a question, or one item of a list, may look at."),
        limit(TIME_MILLIS, config.timeMillis(), "How long, in milliseconds, a question may take."));
  }

  private static SettingDefinition limit(String name, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        most,
        false,
        Set.of(),
        Optional.of(1L),
        Optional.of(most),
        description);
  }
}
