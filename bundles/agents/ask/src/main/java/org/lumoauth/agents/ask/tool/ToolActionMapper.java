package org.lumoauth.agents.ask.tool;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.agents.ask.AskSettings;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Maps a tool name to its action, by the settings of the tenant. */
@Component(service = ToolActionMapper.class)
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

  @Activate
  public ToolActionMapper(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  ToolActionMapping of(TenantContext tenant) {
    var values = settings.read(tenant, AskSettings.SECTION);
    Map<String, String> byName = new HashMap<>();
    for (Object line : (Collection<?>) values.get(AskSettings.TOOL_ACTIONS)) {
      var pair = AskSettings.pair((String) line);
      pair.ifPresent(each -> byName.put(each.tool(), each.action()));
    }
    return new ToolActionMapping(byName, (String) values.get(AskSettings.TOOL_ACTION_PREFIX));
  }
}
