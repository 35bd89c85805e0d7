/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds and registers agents. Reads are answered from memory; the next call sees a change.
 * Registered with {@code lumoauth.kind=agent-registry} and {@code lumoauth.name=agents}, so that a
 * lease can bridge an upgrade of its module.
 */
@ProviderType
public interface AgentRegistry {

  /** An upper bound for the depth of a hierarchy of sub-agents. */
  int MOST_LEVELS = 10;

  /** Returns the agent with this id. */
  Optional<Agent> find(TenantContext tenant, String agentId);

  /**
   * Returns the id of the topmost ancestor of an agent. Returns the agent's own id if it has no
   * parent or is unknown.
   */
  default String findRootAgentId(TenantContext tenant, String agentId) {
    String top = agentId;
    for (int level = 0; level < MOST_LEVELS; level++) {
      Optional<String> above = find(tenant, top).flatMap(agent -> agent.details().parentId());
      if (above.isEmpty()) {
        return top;
      }
      top = above.get();
    }
    return top;
  }

  /**
   * Returns whether a user is the owner or the sponsor of an agent.
   *
   * @param userId the id of a user
   */
  default boolean isOwnerOrSponsor(TenantContext tenant, String userId) {
    return true; // Assume yes if the registry cannot answer.
  }

  /** Returns the agent that authenticates with this client. */
  Optional<Agent> findByClient(TenantContext tenant, String clientId);

  /**
   * Registers an agent.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error}
   */
  AgentRegistrationResult register(TenantContext tenant, NewAgent agent);

  /**
   * Returns the users who requested this token for an agent. They possess the token, so requests
   * made with it may be their own. Empty for a token that the agent obtained itself.
   *
   * @param tokenId the {@code jti} of the token
   */
  default Set<SubjectRef> findTokenRequesters(TenantContext tenant, String tokenId) {
    return Set.of();
  }

  /**
   * Returns the users who possess an unexpired token of the agent because they requested it or a
   * token from which it was derived. They can do through it what the agent may do. Only enabled
   * users are returned.
   */
  default Set<SubjectRef> findTokenHolders(TenantContext tenant, String agentId) {
    return Set.of();
  }

  /**
   * Records that a token was derived from others. Users who requested one of those tokens ({@link
   * #findTokenRequesters}) also count as requesters of this one for its lifetime. Returns when the
   * record is durable; does nothing if none of the source tokens was requested by a user.
   *
   * @param from the {@code jti} of each source token
   */
  default void recordDerivedToken(TenantContext tenant, IssuedToken token, Set<String> from) {
    // By default, agents obtain their tokens themselves.
  }

  /**
   * Records that a credential of an agent, or of every instance of a blueprint, was set in another
   * module, such as a trust rule for a workload or the keys for signed requests. The initiator is
   * then among {@link #findCredentialSetters}. Call this before the credential takes effect.
   * Returns when the record is durable.
   *
   * @param holderId the agent or the blueprint
   * @param credentialId identifies the credential among all that were set outside the registry
   * @param replaced whether no earlier credential under that id is valid any longer, so that its
   *     setters count for a limited time only; otherwise they continue to count. Call with {@code
   *     true} only after that is the case
   */
  default void recordCredentialSet(
      TenantContext tenant,
      String holderId,
      String credentialId,
      boolean replaced,
      AuditInitiator by) {
    // By default, the registry knows all credentials of an agent.
  }

  /**
   * Records that a credential now authenticates another agent. The setters of the credential for
   * the previous agent also count for the new agent. Afterwards, call {@link
   * #recordCredentialEnded} for the previous agent.
   */
  default void recordCredentialMoved(
      TenantContext tenant, String credentialId, String from, String to, AuditInitiator by) {
    // See recordCredentialSet.
  }

  /**
   * Records that a credential is no longer valid. Its setters continue to count for a limited time.
   */
  default void recordCredentialEnded(TenantContext tenant, String holderId, String credentialId) {
    // See recordCredentialSet.
  }

  /**
   * Records that a credential announced by {@link #recordCredentialSet} was rejected and never
   * became valid. Its id must not be used for another credential, now or later. Its setters do not
   * count.
   */
  default void recordCredentialRejected(
      TenantContext tenant, String holderId, String credentialId) {
    recordCredentialEnded(tenant, holderId, credentialId);
  }

  /**
   * Returns the users who set a credential of an agent or of one of its ancestors, or did so until
   * recently. They know the credential, so requests of the agent may be their own. Only enabled
   * users are returned.
   */
  default Set<SubjectRef> findCredentialSetters(TenantContext tenant, String agentId) {
    return Set.of();
  }

  /** Returns whether a blueprint with this id exists. */
  default boolean blueprintExists(TenantContext tenant, String blueprintId) {
    return false;
  }

  /**
   * Returns the maximum capabilities of instances of a blueprint, or empty if the blueprint does
   * not exist.
   */
  default Optional<Set<String>> findBlueprintCapabilities(
      TenantContext tenant, String blueprintId) {
    return Optional.empty();
  }

  /**
   * Returns the ids of all agents that are instances of a blueprint, including those that may not
   * act.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the registry cannot
   *     list them
   */
  default Set<String> blueprintInstances(TenantContext tenant, String blueprintId) {
    throw ApiException.moduleUnavailable("agents-registry");
  }

  /** Returns the display name of a blueprint, or empty if the blueprint does not exist. */
  default Optional<String> findBlueprintName(TenantContext tenant, String blueprintId) {
    return Optional.empty();
  }

  /** Returns the id of the blueprint with this display name, or empty if none exists. */
  default Optional<String> findBlueprintIdByName(TenantContext tenant, String name) {
    return Optional.empty();
  }
}
