/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.lumoauth.agents.registry.AgentConsoleService;

/** The console command {@code lumoauth:agent-suspend}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-suspend",
    description = "Disables an agent and its sub-agents, and revokes their tokens.")
public final class AgentSuspendCommand extends AbstractAgentCommand {

  @Override
  String performAction(AgentConsoleService agents, String slug, String agent) {
    return "Agent "
        + agents.suspend(slug, agent).name()
        + " was disabled. Its tokens are no longer valid.";
  }
}
