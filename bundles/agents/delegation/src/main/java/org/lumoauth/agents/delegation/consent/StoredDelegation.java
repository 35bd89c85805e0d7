package org.lumoauth.agents.delegation.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.AgentDelegationLookup.AgentDelegation;
import org.lumoauth.api.directory.SubjectRef;

/**
 * What a user once let an agent do for them.
 *
 * @param id {@code dlg_} and a ULID
 * @param userId who
 * @param agentId which agent
 * @param scope what at most
 * @param givenAt when they last said so
 * @param expiresAt until when
 * @param endedAt when it was taken back, if it was
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

  /** Whether it stands at this time. */
  public boolean isActive(Instant now) {
    return endedAt.isEmpty() && now.isBefore(expiresAt);
  }

  /** {@code active}, {@code expired} or {@code revoked}. */
  public String state(Instant now) {
    if (endedAt.isPresent()) {
      return "revoked";
    }
    return now.isBefore(expiresAt) ? "active" : "expired";
  }

  /** Who let the agent. */
  public SubjectRef user() {
    return new SubjectRef(SubjectRef.USER, userId);
  }

  AgentDelegation delegation() {
    return new AgentDelegation(id, user(), agentId, scope, Optional.of(expiresAt));
  }
}
