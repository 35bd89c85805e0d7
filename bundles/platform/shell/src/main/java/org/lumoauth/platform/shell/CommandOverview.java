/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.console.Command;
import org.lumoauth.support.console.ConsoleTableBuilder;

/**
 * Lists the commands of the scope {@code lumoauth} in groups, one line each: the name, and the
 * first sentence of the description.
 */
final class CommandOverview {
  private static final String SCOPE = "lumoauth";
  private static final String OTHERS = "Other";
  private static final String INDENT = "  ";

  /** Groups by the first word of a command's name. */
  private static final Map<String, List<String>> GROUPS = groups();

  private final Collection<Command> commands;

  CommandOverview(Collection<Command> commands) {
    this.commands = commands;
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("Tenants", List.of("tenant", "key", "encryption"));
    groups.put("Agents", List.of("agent", "approvals", "jit", "chain"));
    groups.put("Authorization", List.of("authz", "check", "model", "tuple"));
    groups.put("Server", List.of("module", "audit", "help"));
    groups.put(OTHERS, List.of());
    return groups;
  }

  List<String> lines() {
    Map<String, Map<String, String>> byGroup = new LinkedHashMap<>();
    GROUPS.keySet().forEach(group -> byGroup.put(group, new TreeMap<>()));
    for (Command command : commands) {
      if (command.getScope().equals(SCOPE)) {
        byGroup.get(group(command.getName())).put(command.getName(), summary(command));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("./lumoauth console 'lumoauth:NAME --help' describes the arguments of a command.");
    byGroup.forEach((group, listed) -> lines.addAll(section(group, listed, width(byGroup))));
    return lines;
  }

  private static int width(Map<String, Map<String, String>> byGroup) {
    return byGroup.values().stream()
        .flatMap(listed -> listed.keySet().stream())
        .mapToInt(String::length)
        .reduce(0, Math::max);
  }

  private static List<String> section(String group, Map<String, String> listed, int width) {
    List<String> lines = new ArrayList<>();
    if (!listed.isEmpty()) {
      lines.add("");
      lines.add(group);
    }
    listed.forEach(
        (name, summary) -> {
          String line = INDENT + SCOPE + ":" + name + " ".repeat(width - name.length()) + "  ";
          lines.add(ConsoleTableBuilder.shortened(line + summary, ConsoleTableBuilder.WIDTH));
        });
    return lines;
  }

  private static String group(String name) {
    String word = name.split("-", 2)[0];
    return GROUPS.entrySet().stream()
        .filter(group -> group.getValue().contains(word))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OTHERS);
  }

  private static String summary(Command command) {
    String description = command.getDescription() == null ? "" : command.getDescription().strip();
    return description.split("(?<=[.!?])\\s", 2)[0];
  }
}
