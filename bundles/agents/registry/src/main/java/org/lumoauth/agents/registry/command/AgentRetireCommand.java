/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.agents.registry.AgentConsoleService;

/** The console command {@code lumoauth:agent-retire}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-retire",
    description = "Retires an agent and its sub-agents permanently.")
public final class AgentRetireCommand extends AbstractAgentCommand {

  @Override
  String performAction(AgentConsoleService agents, String slug, String agent) {
    return "Agent "
        + agents.retire(slug, agent).name()
        + " was retired. Its credentials were deleted.";
  }
}
