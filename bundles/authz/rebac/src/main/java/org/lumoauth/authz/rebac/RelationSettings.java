/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Defines the tenant settings for relations: limits that cannot exceed those of the server. */
@Component(
    configurationPid = "org.lumoauth.authz.rebac",
    property = {"lumoauth.kind=settings", "lumoauth.name=" + RelationSettings.SECTION})
public final class RelationSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "relations";

  public static final String MAX_DEPTH = "maxDepth";
  public static final String MAX_WORK = "maxWork";
  public static final String TIME_MILLIS = "timeMillis";

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
            "The maximum number of steps from relation to relation in a query."),
        limit(
            MAX_WORK,
            config.maxWork(),
            "The maximum number of nodes and tuples that are evaluated for a query or "
                + "for one item of a list."),
        limit(TIME_MILLIS, config.timeMillis(), "The time limit of a query in milliseconds."));
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
