/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.agents.registry.AgentConsoleService;

/** The console command {@code lumoauth:agent-activate}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-activate",
    description = "Enables an agent, for the first time or again.")
public final class AgentActivateCommand extends AbstractAgentCommand {

  @Override
  String performAction(AgentConsoleService agents, String slug, String agent) {
    return "Agent " + agents.activate(slug, agent).name() + " was enabled.";
  }
}
