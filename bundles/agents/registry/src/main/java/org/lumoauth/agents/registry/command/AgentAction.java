package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.agents.registry.AgentConsole;
import org.lumoauth.api.web.Problem;

/** What the commands about one agent have in common: which it is, and how a refusal is told. */
abstract class AgentAction implements Action {
  @Reference private AgentConsole agents;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugs.class)
  private String slug;

  @Argument(index = 1, name = "agent", required = true, description = "Its id, or its client's.")
  private String agent;

  /** Does it to an agent, by its id or its client's, and says so. */
  abstract String act(AgentConsole agents, String slug, String agent);

  @Override
  public final Object execute() throws CommandException {
    try {
      System.out.println(act(agents, slug, agent));
      return null;
    } catch (Problem e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
