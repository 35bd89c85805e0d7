/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.lumoauth.agents.registry.AgentConsoleService;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.console.ConsoleTableBuilder;

/** The console command {@code lumoauth:agent-list}. */
@Service
@Command(scope = "lumoauth", name = "agent-list", description = "Lists a tenant's agents.")
public final class AgentListCommand implements Action {
  @Reference private AgentConsoleService agents;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(AgentTenantSlugCompleter.class)
  private String slug;

  @Argument(index = 1, name = "search", description = "Part of a name, or an id, to search for.")
  private String search;

  @Option(name = "--page", description = "The page of a hundred agents, starting at 1.")
  private int page = 1;

  @Option(name = "--no-format", description = "Prints plain columns, for scripts.")
  private boolean plain;

  @Override
  public Object execute() throws CommandException {
    if (page < 1) {
      throw new CommandException("--page must be 1 or greater.");
    }
    try {
      var found = agents.list(slug, Optional.ofNullable(search), page);
      var rows = plain ? whole(found.items()) : brief(found.items());
      var table = new ShellTable().emptyTableText("No agents found.");
      rows.header().forEach(table::column);
      for (var row : plain ? rows.fitting() : rows.fitting("Name", "Identity")) {
        table.addRow().addContent(row.toArray());
      }
      table.print(System.out, !plain);
      if (found.total() > found.items().size()) {
        System.out.println("Page " + page + ", " + found.total() + " agents in total.");
      }
      return null;
    } catch (ApiException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private static ConsoleTableBuilder brief(List<Agent> agents) {
    var rows = new ConsoleTableBuilder("Id", "Name", "Identity", "Status", "May act");
    agents.forEach(
        agent ->
            rows.add(
                agent.id(),
                agent.name(),
                agent.identityType(),
                agent.details().status().wire(),
                mayAct(agent)));
    return rows;
  }

  private static ConsoleTableBuilder whole(List<Agent> agents) {
    var rows =
        new ConsoleTableBuilder(
            "Id", "Name", "Identity", "Status", "May act", "Capabilities", "Parent");
    agents.forEach(
        agent ->
            rows.add(
                agent.id(),
                agent.name(),
                agent.identityType(),
                agent.details().status().wire(),
                mayAct(agent),
                agent.capabilities().size(),
                agent.details().parentId().orElse("")));
    return rows;
  }

  private static String mayAct(Agent agent) {
    return agent.enabled() ? "yes" : "no";
  }
}
