package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.agents.registry.AgentConsole;
import org.lumoauth.api.web.Problem;

/** {@code lumoauth:agent-suspend}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-suspend",
    description = "Stops an agent and those that it registered, and ends their tokens.")
public final class AgentSuspend implements Action {
  @Reference private AgentConsole agents;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugs.class)
  private String slug;

  @Argument(index = 1, name = "agent", required = true, description = "Its id, or its client's.")
  private String agent;

  @Override
  public Object execute() throws CommandException {
    try {
      System.out.println(
          "Agent "
              + agents.suspend(slug, agent).name()
              + " was stopped; its tokens are no longer valid.");
      return null;
    } catch (Problem e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
