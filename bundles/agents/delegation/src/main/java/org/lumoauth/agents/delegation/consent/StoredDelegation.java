/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.agent.AgentDelegationLookup.AgentDelegation;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A stored delegation of a user to an agent: active, expired or revoked.
 *
 * @param id {@code dlg_} and a ULID
 * @param userId the user
 * @param agentId the agent
 * @param scope the maximum scope
 * @param givenAt when it was last given
 * @param expiresAt when it expires
 * @param endedAt when it was revoked, if it was
 */
public record StoredDelegation(
    String id,
    String userId,
    String agentId,
    Set<String> scope,
    Instant givenAt,
    Instant expiresAt,
    Optional<Instant> endedAt) {
  public StoredDelegation {
    scope = Set.copyOf(scope);
  }

  /** Whether the delegation is active at this time. */
  public boolean isActive(Instant now) {
    return endedAt.isEmpty() && now.isBefore(expiresAt);
  }

  /** Returns {@code active}, {@code expired} or {@code revoked}. */
  public String state(Instant now) {
    if (endedAt.isPresent()) {
      return "revoked";
    }
    return now.isBefore(expiresAt) ? "active" : "expired";
  }

  /** Returns the delegating user. */
  public SubjectRef user() {
    return new SubjectRef(SubjectRef.USER, userId);
  }

  /** Returns its members for audit records. */
  Map<String, Object> toAuditDetails() {
    return Map.of(
        "user", user().toString(),
        "agent", "agent:" + agentId,
        "scope", List.copyOf(new TreeSet<>(scope)),
        "expires_at", expiresAt.toString());
  }

  AgentDelegation delegation() {
    return new AgentDelegation(id, user(), agentId, scope, Optional.of(expiresAt));
  }
}
