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
 * Reads and registers agents. Reading answers from memory; a change is seen by the next call.
 * Registered with {@code lumoauth.kind=agent-registry} and {@code lumoauth.name=agents}, so that it
 * can be held by a lease while its module is upgraded.
 */
@ProviderType
public interface AgentRegistry {

  /** More levels than sub-agents have. */
  int MOST_LEVELS = 10;

  /** The agent with this id. */
  Optional<Agent> find(TenantContext tenant, String agentId);

  /**
   * The id of the agent at the top of an agent's family: of its parent's parent and so on; its own
   * if it has none, or is not known.
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
   * Whether somebody answers for an agent, as its owner, or vouches for one, as its sponsor.
   *
   * @param userId the id of a user
   */
  default boolean isOwnerOrSponsor(TenantContext tenant, String userId) {
    return true; // where nobody can tell
  }

  /** The agent with this client. */
  Optional<Agent> findByClient(TenantContext tenant, String clientId);

  /**
   * Registers an agent.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error}
   */
  RegisteredAgent register(TenantContext tenant, NewAgent agent);

  /**
   * The people who had this token made, of an agent that did not get it itself: they hold it, and
   * what is asked for by it they ask for themselves. Empty for every other token.
   *
   * @param tokenId its {@code jti}
   */
  default Set<SubjectRef> findTokenRequesters(TenantContext tenant, String tokenId) {
    return Set.of();
  }

  /**
   * The people who hold a token that lives with which an agent acts, since they had it made, or one
   * that it was made from: what the agent may do they may do by it. Those of them who may act now.
   */
  default Set<SubjectRef> findTokenHolders(TenantContext tenant, String agentId) {
    return Set.of();
  }

  /**
   * A token was made from others: whoever had one of those made ({@link #findTokenRequesters}) has
   * this one made, too, for as long as it lives. Returns when that is durable; nothing happens
   * where nobody had any of them made.
   *
   * @param from the {@code jti} of each that it was made from
   */
  default void recordDerivedToken(TenantContext tenant, IssuedToken token, Set<String> from) {
    // as a rule agents get their tokens themselves
  }

  /**
   * Something was set elsewhere that an agent, or every instance of a blueprint, authenticates by,
   * as a rule that trusts a workload or the keys of one that signs: whoever does it counts among
   * {@link #findCredentialSetters}. Told before it holds; returns when that is durable.
   *
   * @param holderId the agent or the blueprint
   * @param credentialId names it among all that were set elsewhere
   * @param replaced whether nothing holds any more of what was set under that name before, so that
   *     who did it counts only for a while; otherwise they count on. Told once that is so
   */
  default void recordCredentialSet(
      TenantContext tenant,
      String holderId,
      String credentialId,
      boolean replaced,
      AuditInitiator by) {
    // as a rule agents authenticate by what is set here
  }

  /**
   * The same where whoever knows it becomes another agent: those who count for the agent before
   * count for that one. For the agent before it ends by {@link #recordCredentialEnded}, afterwards.
   */
  default void recordCredentialMoved(
      TenantContext tenant, String credentialId, String from, String to, AuditInitiator by) {
    // as above
  }

  /** It holds no more; who set it counts until not long after. */
  default void recordCredentialEnded(TenantContext tenant, String holderId, String credentialId) {
    // as above
  }

  /**
   * It never held: what {@link #recordCredentialSet} told of was refused, and nothing else goes by
   * that name, now or later. Nobody counts for it.
   */
  default void recordCredentialRejected(
      TenantContext tenant, String holderId, String credentialId) {
    recordCredentialEnded(tenant, holderId, credentialId);
  }

  /**
   * The people who set what an agent, or one above it, authenticates by, or did until not long ago:
   * they know it, and what the agent asks for they may ask for themselves. Those of them who may
   * act now.
   */
  default Set<SubjectRef> findCredentialSetters(TenantContext tenant, String agentId) {
    return Set.of();
  }

  /** Whether there is a blueprint with this id, of which agents are instances. */
  default boolean blueprintExists(TenantContext tenant, String blueprintId) {
    return false;
  }

  /**
   * What instances of a blueprint may be capable of at most; empty if there is no such blueprint.
   */
  default Optional<Set<String>> findBlueprintCapabilities(
      TenantContext tenant, String blueprintId) {
    return Optional.empty();
  }

  /**
   * Ids of the agents that are instances of a blueprint, whether they may act or not.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if the registry cannot
   *     list them
   */
  default Set<String> blueprintInstances(TenantContext tenant, String blueprintId) {
    throw ApiException.moduleUnavailable("agents-registry");
  }

  /** What people call a blueprint; empty if there is no such blueprint. */
  default Optional<String> findBlueprintName(TenantContext tenant, String blueprintId) {
    return Optional.empty();
  }

  /** The id of the blueprint that people call so; empty if there is none. */
  default Optional<String> findBlueprintIdByName(TenantContext tenant, String name) {
    return Optional.empty();
  }
}
