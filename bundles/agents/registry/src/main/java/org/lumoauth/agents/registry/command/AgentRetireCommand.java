package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.agents.registry.AgentConsoleService;

/** {@code lumoauth:agent-retire}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-retire",
    description = "Ends an agent and those that it registered for good.")
public final class AgentRetireCommand extends AgentCommand {

  @Override
  String performAction(AgentConsoleService agents, String slug, String agent) {
    return "Agent " + agents.retire(slug, agent).name() + " is retired; its credentials are gone.";
  }
}
