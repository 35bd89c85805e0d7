/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.lumoauth.api.authn.CredentialUsers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores, for each agent, the users who hold tokens that they had issued for it. */
@Component(service = AgentTokenHolderStore.class)
public final class AgentTokenHolderStore {

  /** The placeholder credential id for all tokens of an agent. No real credential has this id. */
  public static final String ALL = "tokens";

  private final CredentialUsersStore rows;

  @Activate
  public AgentTokenHolderStore(@Reference CredentialUsersStore rows) {
    this.rows = rows;
  }

  /** Records that users hold a token of an agent until this time. */
  public void recordHolders(
      String tenantId, String agentId, Collection<String> users, Instant end) {
    CredentialUsers wanted = CredentialUsers.until(end, users);
    rows.change(
        tenantId,
        agentId,
        ALL,
        false, // no cleanup here, because tokens are issued often
        was ->
            was.addSetters(wanted).equals(was)
                ? was
                : was.withoutExpired(Instant.now()).addSetters(wanted));
  }

  /** Returns the ids of the users that hold a token of an agent. */
  public Set<String> findHolders(String tenantId, String agentId, Instant now) {
    return rows.of(tenantId, agentId, ALL).settersAt(now);
  }
}
