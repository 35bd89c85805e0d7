/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Tenant settings of Ask. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + AskSettings.SECTION})
public final class AskSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  public static final String SECTION = "ask";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  public static final TypedSetting<List<String>> TOOL_ACTIONS =
      SCHEMA.texts(
          "toolActions",
          List.of(),
          0,
          200,
          "Actions of tools, each as tool=action. The action of any other tool is derived from its"
              + " name.");

  public static final TypedSetting<String> TOOL_ACTION_PREFIX =
      SCHEMA.text(
          "toolActionPrefix",
          "",
          0,
          32,
          "Prefix of the action of a tool that is not in toolActions.");

  /** Maps a tool to its action. */
  public record ToolActionSetting(String tool, String action) {}

  @Override
  public String requiredPermission(String setting) {
    return "policies.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    if (setting.equals(TOOL_ACTIONS.name()) && value instanceof Collection<?> lines) {
      Set<String> tools = new HashSet<>();
      for (Object line : lines) {
        var pair = pair(String.valueOf(line));
        if (pair.isEmpty()) {
          return Optional.of(
              "`toolActions` must have lines of the form create_issue=issues.create.");
        }
        if (!tools.add(pair.get().tool())) {
          return Optional.of("`toolActions` must not contain a tool more than once.");
        }
      }
    }
    if (setting.equals(TOOL_ACTION_PREFIX.name())
        && !"".equals(value)
        && AskRequestValidator.actionFault(String.valueOf(value)).isPresent()) {
      return Optional.of("`toolActionPrefix` must be visible ASCII without spaces and quotes.");
    }
    return Optional.empty();
  }

  /** Parses the tool and the action of a line; empty if the line is invalid. */
  public static Optional<ToolActionSetting> pair(String line) {
    int at = line.lastIndexOf('=');
    if (at < 1) {
      return Optional.empty();
    }
    var pair = new ToolActionSetting(line.substring(0, at), line.substring(at + 1));
    boolean fine =
        AskRequestValidator.actionFault(pair.tool()).isEmpty()
            && AskRequestValidator.actionFault(pair.action()).isEmpty();
    return fine ? Optional.of(pair) : Optional.empty();
  }
}
