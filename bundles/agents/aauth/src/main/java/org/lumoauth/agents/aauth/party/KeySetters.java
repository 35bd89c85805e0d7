package org.lumoauth.agents.aauth.party;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
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
  private final SignatureChecks checks;

  @Activate
  public KeySetters(@Reference Agents agents, @Reference SignatureChecks checks) {
    this.agents = agents;
    this.checks = checks;
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

  /**
   * Once it is so. Who replaced the keys before, or made the party another agent, may take who does
   * it now for one of those who count no more: all are kept once more.
   *
   * @param stands whether nobody changed the party since; if somebody did they may have set keys,
   *     or made it the agent that it was
   */
  void changed(
      TenantContext tenant,
      String partyId,
      PartySettings before,
      PartySettings after,
      Initiator by,
      boolean stands) {
    if (!isAgent(after)) {
      return;
    }
    if (!before.agentId().equals(after.agentId())) {
      agents.keysMovedOn(tenant, partyId, before.agentId(), after.agentId(), stands, by);
    }
    if (!sameKeys(before, after)) {
      boolean replaced = stands && !mayKeepSome(before, after);
      agents.keysChanged(tenant, after.agentId(), partyId, replaced, by);
    }
  }

  /** Once a party is no agent, or never came to be one. */
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

  /** Whether a key of before may be left, by its thumbprint: nobody knows what is at an address. */
  private boolean mayKeepSome(PartySettings before, PartySettings after) {
    if (!before.jwksUri().isEmpty() || !after.jwksUri().isEmpty()) {
      return true;
    }
    try {
      return !Collections.disjoint(thumbprints(before), thumbprints(after));
    } catch (InvalidTokenException e) {
      return true; // of one of which nobody knows what it is
    }
  }

  @SuppressWarnings("unchecked") // checked when they were set
  private Set<String> thumbprints(PartySettings settings) throws InvalidTokenException {
    Set<String> thumbprints = new HashSet<>();
    for (var key : (List<Map<String, Object>>) settings.jwks().getOrDefault("keys", List.of())) {
      thumbprints.add(checks.thumbprint(key));
    }
    return thumbprints;
  }
}
