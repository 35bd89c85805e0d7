/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.agents.delegation.chain.TokenChainService;
import org.lumoauth.api.tenant.TenantRegistry;

/** The console command {@code lumoauth:chain}. */
@Service
@Command(
    scope = "lumoauth",
    name = "chain",
    description = "Shows the subject and actors of a token, and its source tokens.")
public final class TokenChainCommand implements Action {
  @Reference private TenantRegistry tenants;
  @Reference private TokenChainService chains;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(DelegationTenantSlugCompleter.class)
  private String slug;

  @Argument(index = 1, name = "jti", required = true, description = "The token id: the claim jti.")
  private String jti;

  @Override
  public Object execute() throws CommandException {
    var tenant =
        tenants
            .findActive(slug)
            .orElseThrow(
                () -> new CommandException("No enabled tenant has the slug " + slug + "."));
    var drawn =
        chains
            .buildTree(tenant, jti)
            .orElseThrow(
                () -> new CommandException("No token with this id took part in an exchange."));
    new TokenChainRenderer().of(drawn).forEach(System.out::println);
    return null;
  }
}
