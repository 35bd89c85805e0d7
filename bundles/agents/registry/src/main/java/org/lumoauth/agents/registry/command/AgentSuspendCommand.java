package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.agents.registry.AgentConsoleService;

/** {@code lumoauth:agent-suspend}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-suspend",
    description = "Stops an agent and its sub-agents, and ends their tokens.")
public final class AgentSuspendCommand extends AgentCommand {

  @Override
  String performAction(AgentConsoleService agents, String slug, String agent) {
    return "Agent "
        + agents.suspend(slug, agent).name()
        + " was stopped; its tokens are no longer valid.";
  }
}
