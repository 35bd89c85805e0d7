package org.lumoauth.agents.aauth.registration;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.SignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who set the keys by which parties are agents of the registry, which counts them. A resource is no
 * agent, and nobody asks for anything as one.
 */
@Component(service = ParticipantKeyProvenanceReporter.class)
public final class ParticipantKeyProvenanceReporter {

  private final AAuthAgentRegistryClient agents;
  private final SignatureVerifier checks;

  @Activate
  public ParticipantKeyProvenanceReporter(
      @Reference AAuthAgentRegistryClient agents, @Reference SignatureVerifier checks) {
    this.agents = agents;
    this.checks = checks;
  }

  /** Before a party is an agent. */
  void beforeRegister(
      TenantContext tenant, String partyId, ParticipantSettings settings, AuditInitiator by) {
    if (isAgent(settings)) {
      agents.beforeKeysSet(tenant, settings.agentId(), partyId, by);
    }
  }

  /** Before a party has other keys, or is another agent. */
  void beforeChange(
      TenantContext tenant,
      String partyId,
      ParticipantSettings before,
      ParticipantSettings after,
      AuditInitiator by) {
    if (!isAgent(after)) {
      return;
    }
    if (!before.agentId().equals(after.agentId())) {
      agents.beforeAgentReassigned(tenant, partyId, before.agentId(), after.agentId(), by);
    } else if (!sameKeys(before, after)) {
      agents.beforeKeysSet(tenant, after.agentId(), partyId, by);
    }
  }

  /**
   * Once it is so. Who replaced the keys before, or made the party another agent, may take who does
   * it now for one of those who count no more: all are kept once more.
   *
   * @param stands whether nobody changed the party since; if somebody did they may have set keys,
   *     or made it the agent that it was
   */
  void afterChange(
      TenantContext tenant,
      String partyId,
      ParticipantSettings before,
      ParticipantSettings after,
      AuditInitiator by,
      boolean stands) {
    if (!isAgent(after)) {
      return;
    }
    if (!before.agentId().equals(after.agentId())) {
      agents.afterAgentReassigned(tenant, partyId, before.agentId(), after.agentId(), stands, by);
    }
    if (!sameKeys(before, after)) {
      boolean replaced = stands && !mayKeepSome(before, after);
      agents.afterKeysSet(tenant, after.agentId(), partyId, replaced, by);
    }
  }

  /** Once a party is no agent, or never came to be one. */
  void afterRemove(TenantContext tenant, String partyId, ParticipantSettings settings) {
    if (isAgent(settings)) {
      agents.afterKeysRemoved(tenant, settings.agentId(), partyId);
    }
  }

  private static boolean isAgent(ParticipantSettings settings) {
    return settings.kind().equals(ParticipantSettings.AGENT);
  }

  private static boolean sameKeys(ParticipantSettings before, ParticipantSettings after) {
    return before.jwks().equals(after.jwks()) && before.jwksUri().equals(after.jwksUri());
  }

  /** Whether a key of before may be left, by its thumbprint: nobody knows what is at an address. */
  private boolean mayKeepSome(ParticipantSettings before, ParticipantSettings after) {
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
  private Set<String> thumbprints(ParticipantSettings settings) throws InvalidTokenException {
    Set<String> thumbprints = new HashSet<>();
    for (var key : (List<Map<String, Object>>) settings.jwks().getOrDefault("keys", List.of())) {
      thumbprints.add(checks.thumbprint(key));
    }
    return thumbprints;
  }
}
