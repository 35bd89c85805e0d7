/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.lumoauth.api.authn.CredentialProvenance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores which users hold tokens of agents that they had issued. */
@Component(service = AgentTokenHolderStore.class)
public final class AgentTokenHolderStore {

  /** The placeholder credential id for all tokens of an agent. No real credential has this id. */
  public static final String ALL = "tokens";

  private final CredentialProvenanceStore rows;

  @Activate
  public AgentTokenHolderStore(@Reference CredentialProvenanceStore rows) {
    this.rows = rows;
  }

  /** Records that users hold a token of an agent until this time. */
  public void recordHolders(
      String tenantId, String agentId, Collection<String> users, Instant end) {
    CredentialProvenance wanted = CredentialProvenance.until(end, users);
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
