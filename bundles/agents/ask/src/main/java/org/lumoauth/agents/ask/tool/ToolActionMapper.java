/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask.tool;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.agents.ask.AskSettings;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;

/** Maps a tool name to its action, by the settings of the tenant. */
public final class ToolActionMapper {

  /**
   * A snapshot of the mapping.
   *
   * @param byName the action of each tool in the tenant's settings, byte-exact
   * @param prefix the prefix of the action of every other tool
   */
  record ToolActionMapping(Map<String, String> byName, String prefix) {

    String action(String tool) {
      var mapped = byName.get(tool);
      return mapped == null ? prefix + tool : mapped;
    }

    String mappedBy(String tool) {
      return byName.containsKey(tool) ? "setting" : "name";
    }
  }

  private final SettingsStore settings;

  public ToolActionMapper(SettingsStore settings) {
    this.settings = settings;
  }

  ToolActionMapping of(TenantContext tenant) {
    var values = settings.read(tenant, AskSettings.SECTION);
    Map<String, String> byName = new HashMap<>();
    for (String line : AskSettings.TOOL_ACTIONS.from(values)) {
      var pair = AskSettings.pair(line);
      pair.ifPresent(each -> byName.put(each.tool(), each.action()));
    }
    return new ToolActionMapping(byName, AskSettings.TOOL_ACTION_PREFIX.from(values));
  }
}
