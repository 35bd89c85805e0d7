package org.lumoauth.agents.aauth.party;

import java.util.List;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who set the keys by which parties are agents of the registry, which counts them. A resource is no
 * agent, and nobody asks for anything as one.
 */
@Component(service = KeySetters.class)
public final class KeySetters {

  private final Agents agents;

  @Activate
  public KeySetters(@Reference Agents agents) {
    this.agents = agents;
  }

  /** Before a party is an agent. */
  void registering(TenantContext tenant, String partyId, PartySettings settings, Initiator by) {
    if (isAgent(settings)) {
      agents.keysSet(tenant, settings.agentId(), partyId, by);
    }
  }

  /** Before a party has other keys, or is another agent. */
  void changing(
      TenantContext tenant,
      String partyId,
      PartySettings before,
      PartySettings after,
      Initiator by) {
    if (!isAgent(after)) {
      return;
    }
    if (!before.agentId().equals(after.agentId())) {
      agents.keysMoved(tenant, partyId, before.agentId(), after.agentId(), by);
    } else if (!sameKeys(before, after)) {
      agents.keysSet(tenant, after.agentId(), partyId, by);
    }
  }

  /** Once it is so. */
  void changed(
      TenantContext tenant,
      String partyId,
      PartySettings before,
      PartySettings after,
      Initiator by) {
    if (!isAgent(after)) {
      return;
    }
    if (!before.agentId().equals(after.agentId())) {
      agents.keysEnded(tenant, before.agentId(), partyId);
    }
    if (!sameKeys(before, after) && !keepsSome(before, after)) {
      agents.keysReplaced(tenant, after.agentId(), partyId, by);
    }
  }

  /** Once a party is no agent. */
  void removed(TenantContext tenant, String partyId, PartySettings settings) {
    if (isAgent(settings)) {
      agents.keysEnded(tenant, settings.agentId(), partyId);
    }
  }

  private static boolean isAgent(PartySettings settings) {
    return settings.kind().equals(PartySettings.AGENT);
  }

  private static boolean sameKeys(PartySettings before, PartySettings after) {
    return before.jwks().equals(after.jwks()) && before.jwksUri().equals(after.jwksUri());
  }

  private static boolean keepsSome(PartySettings before, PartySettings after) {
    return keys(after).stream().anyMatch(keys(before)::contains)
        || !after.jwksUri().isEmpty() && after.jwksUri().equals(before.jwksUri());
  }

  private static List<?> keys(PartySettings settings) {
    return settings.jwks().get("keys") instanceof List<?> keys ? keys : List.of();
  }
}
