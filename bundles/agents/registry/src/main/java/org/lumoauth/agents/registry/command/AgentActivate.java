package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.agents.registry.AgentConsole;

/** {@code lumoauth:agent-activate}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-activate",
    description = "Lets an agent act, for the first time or again.")
public final class AgentActivate extends AgentAction {

  @Override
  String act(AgentConsole agents, String slug, String agent) {
    return "Agent " + agents.activate(slug, agent).name() + " may act.";
  }
}
