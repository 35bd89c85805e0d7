/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Reports to the registry which users set the keys of agents. Resources are not reported, because
 * they do not act as agents.
 */
final class ParticipantKeyCredentialUsersReporter {

  private final AAuthAgentRegistryGateway agents;
  private final RawSignatureVerifier checks;

  ParticipantKeyCredentialUsersReporter(
      AAuthAgentRegistryGateway agents, RawSignatureVerifier checks) {
    this.agents = agents;
    this.checks = checks;
  }

  /** Reports the setter before a participant becomes an agent. */
  void beforeRegister(
      TenantContext tenant, String partyId, ParticipantSettings settings, AuditInitiator by) {
    if (isAgent(settings)) {
      agents.beforeKeysSet(tenant, settings.agentId(), partyId, by);
    }
  }

  /** Reports the setter before a participant gets other keys or another agent. */
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
   * Reports the setter after the change. A concurrent change could have recorded this user among
   * the replaced setters, so all are recorded again.
   *
   * @param stands whether the participant is unchanged since; otherwise a concurrent change may
   *     have set keys or restored the previous agent
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

  /** Reports that a participant no longer acts as an agent, or never did. */
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

  /** Whether a previous key may remain, compared by thumbprint; keys at a URL are unknown. */
  private boolean mayKeepSome(ParticipantSettings before, ParticipantSettings after) {
    if (!before.jwksUri().isEmpty() || !after.jwksUri().isEmpty()) {
      return true;
    }
    try {
      return !Collections.disjoint(thumbprints(before), thumbprints(after));
    } catch (InvalidTokenException e) {
      return true; // the thumbprint of a key is unknown
    }
  }

  @SuppressWarnings("unchecked") // validated when the keys were set
  private Set<String> thumbprints(ParticipantSettings settings) throws InvalidTokenException {
    Set<String> thumbprints = new HashSet<>();
    for (var key : (List<Map<String, Object>>) settings.jwks().getOrDefault("keys", List.of())) {
      thumbprints.add(checks.thumbprint(key));
    }
    return thumbprints;
  }
}
