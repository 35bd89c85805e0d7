package org.lumoauth.agents.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.lumoauth.api.authn.CredentialProvenance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who holds tokens of agents that they had made. */
@Component(service = AgentTokenHolderStore.class)
public final class AgentTokenHolderStore {

  /** In the place of a credential's id: an agent's tokens, all together. No credential's is so. */
  static final String ALL = "tokens";

  private final CredentialProvenanceStore rows;

  @Activate
  public AgentTokenHolderStore(@Reference CredentialProvenanceStore rows) {
    this.rows = rows;
  }

  /** Somebody holds a token of an agent until then. */
  void recordHolders(String tenantId, String agentId, Collection<String> users, Instant end) {
    CredentialProvenance wanted = CredentialProvenance.until(end, users);
    rows.change(
        tenantId,
        agentId,
        ALL,
        false, // they are made often
        was ->
            was.addSetters(wanted).equals(was)
                ? was
                : was.withoutExpired(Instant.now()).addSetters(wanted));
  }

  /** The ids of those who hold a token of an agent. */
  Set<String> findHolders(String tenantId, String agentId, Instant now) {
    return rows.of(tenantId, agentId, ALL).settersAt(now);
  }
}
