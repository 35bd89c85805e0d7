/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/** The section {@value #SECTION} of a tenant's settings. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + VoteCombiningSettings.SECTION})
public final class VoteCombiningSettings implements TenantSettingsSection {

  static final String SECTION = "decisions";
  static final String RULE = "combiningRule";
  static final String ORDER = "modelOrder";

  private static final int MAX_MODELS = 20;
  private static final long MAX_NAME = 64;

  @Override
  public String requiredPermission(String setting) {
    return "policies.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            RULE,
            SettingType.STRING,
            CombiningAlgorithm.DENY_OVERRIDES.wireName(),
            false,
            CombiningAlgorithm.names(),
            Optional.empty(),
            Optional.empty(),
            "How the votes of the authorization models are combined. A model failure "
                + "and a"
                + " denial by a ceiling deny the request under every rule."),
        new SettingDefinition(
            ORDER,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(MAX_NAME),
            "For first-applicable: model names in the order in which they decide; all"
                + " others come last."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (!setting.equals(ORDER) || !(value instanceof List<?> names)) {
      return Optional.empty();
    }
    if (names.size() > MAX_MODELS) {
      return Optional.of("modelOrder must have at most " + MAX_MODELS + " models.");
    }
    return Set.copyOf(names).size() == names.size()
        ? Optional.empty()
        : Optional.of("modelOrder must not contain a model twice.");
  }
}
