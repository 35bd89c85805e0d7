package org.lumoauth.agents.registry.command;

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
import org.lumoauth.agents.registry.AgentConsole;
import org.lumoauth.api.web.Problem;

/** {@code lumoauth:agent-list}. */
@Service
@Command(scope = "lumoauth", name = "agent-list", description = "Lists a tenant's agents.")
public final class AgentList implements Action {
  @Reference private AgentConsole agents;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugs.class)
  private String slug;

  @Argument(index = 1, name = "search", description = "Part of a name to look for, or an id.")
  private String search;

  @Option(name = "--page", description = "Which page of a hundred agents, from 1.")
  private int page = 1;

  @Option(name = "--no-format", description = "Plain columns, for scripts.")
  private boolean plain;

  @Override
  public Object execute() throws CommandException {
    if (page < 1) {
      throw new CommandException("Pages are counted from 1.");
    }
    try {
      var found = agents.list(slug, Optional.ofNullable(search), page);
      var table = new ShellTable().emptyTableText("There are no such agents.");
      table.column("Id");
      table.column("Name");
      table.column("Identity");
      table.column("Status");
      table.column("May act");
      table.column("Capabilities");
      table.column("Parent");
      for (var agent : found.items()) {
        table
            .addRow()
            .addContent(
                agent.id(),
                agent.name(),
                agent.identityType(),
                agent.details().status().wire(),
                agent.enabled() ? "yes" : "no",
                agent.capabilities().size(),
                agent.details().parentId().orElse(""));
      }
      table.print(System.out, !plain);
      if (found.total() > found.items().size()) {
        System.out.println("Page " + page + ", " + found.total() + " agents in all.");
      }
      return null;
    } catch (Problem e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
