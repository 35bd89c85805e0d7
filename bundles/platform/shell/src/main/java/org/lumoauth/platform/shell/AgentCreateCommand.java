/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.framework.BundleContext;

/** The console command {@code lumoauth:agent-create}. */
@Service
@Command(
    scope = "lumoauth",
    name = "agent-create",
    description = "Registers an agent and shows its client secret once.")
public final class AgentCreateCommand implements Action {
  @Reference private BundleContext context;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugCompleter.class)
  private String slug;

  @Argument(
      index = 1,
      name = "name",
      required = true,
      description = "The display name of the agent.")
  private String name;

  @Option(name = "--description", description = "The purpose of the agent.")
  private String description;

  @Option(
      name = "--capability",
      multiValued = true,
      description = "A capability of the agent, such as documents.read; may be repeated.")
  private List<String> capabilities = List.of();

  @Option(
      name = "--role",
      multiValued = true,
      description = "A role to assign, by slug or id; may be repeated.")
  private List<String> roles = List.of();

  @Override
  public Object execute() throws CommandException {
    if (name.isBlank()) {
      throw new CommandException("The agent name must not be empty.");
    }
    ContractInvoker contracts = new ContractInvoker(context);
    TenantContext tenant = new TenantLookup(contracts).requireActive(slug);
    NewAgent wanted =
        new NewAgent(
            name,
            Optional.ofNullable(description),
            new LinkedHashSet<>(capabilities),
            List.copyOf(roles));
    AgentRegistrationResult registered =
        contracts.call(
            AgentRegistry.class, "agents-registry", agents -> agents.register(tenant, wanted));
    System.out.println("Registered the agent " + registered.agent().name() + ".");
    System.out.println("Id:            " + registered.agent().id());
    System.out.println("Client id:     " + registered.agent().clientId());
    System.out.println("Client secret: " + registered.clientSecret());
    System.out.println("The secret is shown only once. Store it in a safe place.");
    return null;
  }
}
