/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.agents.registry.AgentConsoleService;
import org.lumoauth.api.web.ApiException;

/** Base of the commands about one agent: reads the arguments and prints errors. */
abstract class AbstractAgentCommand implements Action {
  @Reference private AgentConsoleService agents;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(AgentTenantSlugCompleter.class)
  private String slug;

  @Argument(
      index = 1,
      name = "agent",
      required = true,
      description = "The agent's id or client id.")
  private String agent;

  /**
   * Performs the action on an agent, given by its id or client id, and returns the text to print.
   */
  abstract String performAction(AgentConsoleService agents, String slug, String agent);

  @Override
  public final Object execute() throws CommandException {
    try {
      System.out.println(performAction(agents, slug, agent));
      return null;
    } catch (ApiException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
