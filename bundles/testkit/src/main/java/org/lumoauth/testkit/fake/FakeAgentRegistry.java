/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.AgentBuilder;

/** Agents by tenant. */
public final class FakeAgentRegistry implements AgentRegistry {

  private record FakeAgentKey(String tenantId, String agentId) {}

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final Map<FakeAgentKey, Agent> agents = new ConcurrentHashMap<>();
  private final Map<String, Set<SubjectRef>> minted = new ConcurrentHashMap<>();
  private final Map<FakeAgentKey, Set<SubjectRef>> holders = new ConcurrentHashMap<>();
  private final Map<FakeAgentKey, Set<SubjectRef>> setters = new ConcurrentHashMap<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final List<String> endedOf = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean keepsNoEnds;

  @Override
  public Optional<Agent> find(TenantContext tenant, String agentId) {
    return Optional.ofNullable(agents.get(new FakeAgentKey(tenant.id(), agentId)));
  }

  @Override
  public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
    return agents.entrySet().stream()
        .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
        .map(Map.Entry::getValue)
        .filter(agent -> agent.clientId().equals(clientId))
        .findFirst();
  }

  @Override
  public Set<String> blueprintInstances(TenantContext tenant, String blueprintId) {
    return agents.entrySet().stream()
        .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
        .map(Map.Entry::getValue)
        .filter(agent -> agent.details().blueprintId().filter(blueprintId::equals).isPresent())
        .map(Agent::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean isOwnerOrSponsor(TenantContext tenant, String userId) {
    return agents.entrySet().stream()
        .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
        .map(entry -> entry.getValue().details())
        .anyMatch(
            details ->
                details.ownerId().filter(userId::equals).isPresent()
                    || details.sponsorId().filter(userId::equals).isPresent());
  }

  @Override
  public AgentRegistrationResult register(TenantContext tenant, NewAgent agent) {
    var made =
        new AgentBuilder(
                identifiers.next("agt_"),
                identifiers.next("cli_"),
                agent.name(),
                agent.capabilities(),
                true)
            .build();
    with(tenant, made);
    return new AgentRegistrationResult(made, "secret-of-" + made.id());
  }

  @Override
  public Set<SubjectRef> findTokenRequesters(TenantContext tenant, String tokenId) {
    return minted.getOrDefault(tokenId, Set.of());
  }

  @Override
  public Set<SubjectRef> findTokenHolders(TenantContext tenant, String agentId) {
    return holders.getOrDefault(new FakeAgentKey(tenant.id(), agentId), Set.of());
  }

  /** Adds a user that can use an agent's tokens. */
  public FakeAgentRegistry withHolder(TenantContext tenant, String agentId, SubjectRef who) {
    holders.put(new FakeAgentKey(tenant.id(), agentId), Set.of(who));
    return this;
  }

  @Override
  public void recordDerivedToken(TenantContext tenant, IssuedToken token, Set<String> from) {
    Set<SubjectRef> who = new HashSet<>();
    from.forEach(id -> who.addAll(findTokenRequesters(tenant, id)));
    if (!who.isEmpty()) {
      minted.put(token.id(), Set.copyOf(who));
    }
  }

  /** Adds a user that can use a token. */
  public FakeAgentRegistry withTokenOf(String tokenId, SubjectRef who) {
    minted.put(tokenId, Set.of(who));
    return this;
  }

  @Override
  public Set<SubjectRef> findCredentialSetters(TenantContext tenant, String agentId) {
    return setters.getOrDefault(new FakeAgentKey(tenant.id(), agentId), Set.of());
  }

  /**
   * Adds the setters; earlier setters are not removed. {@link #ended} returns the recorded changes.
   */
  @Override
  public void recordCredentialSet(
      TenantContext tenant,
      String holderId,
      String credentialId,
      boolean replaced,
      AuditInitiator by) {
    setters.merge(
        new FakeAgentKey(tenant.id(), holderId), Set.of(by.actor()), FakeAgentRegistry::both);
    if (replaced) {
      recordCredentialEnded(tenant, holderId, credentialId);
    }
  }

  @Override
  public void recordCredentialMoved(
      TenantContext tenant, String credentialId, String from, String to, AuditInitiator by) {
    Set<SubjectRef> known = findCredentialSetters(tenant, from);
    setters.merge(
        new FakeAgentKey(tenant.id(), to),
        both(known, Set.of(by.actor())),
        FakeAgentRegistry::both);
  }

  @Override
  public void recordCredentialEnded(TenantContext tenant, String holderId, String credentialId) {
    if (keepsNoEnds) {
      throw new ApiException(
          409, "conflict", "The agent is being changed concurrently. Try again.");
    }
    ended.add(credentialId);
    endedOf.add(holderId);
  }

  @Override
  public void recordCredentialRejected(TenantContext tenant, String holderId, String credentialId) {
    refused.add(credentialId);
  }

  /** Returns the rejected credentials, in order. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** Makes recording that a credential was removed fail from now on. */
  public FakeAgentRegistry keepingNoEnds() {
    keepsNoEnds = true;
    return this;
  }

  /** Returns the credentials that were removed or replaced elsewhere, in order. */
  public List<String> ended() {
    return List.copyOf(ended);
  }

  /** Returns their owners, in the same order. */
  public List<String> endedOf() {
    return List.copyOf(endedOf);
  }

  private static Set<SubjectRef> both(Set<SubjectRef> some, Set<SubjectRef> others) {
    Set<SubjectRef> both = new HashSet<>(some);
    both.addAll(others);
    return Set.copyOf(both);
  }

  /** Adds the user who set an agent's credential. */
  public FakeAgentRegistry withCredentialOf(TenantContext tenant, String agentId, SubjectRef who) {
    setters.put(new FakeAgentKey(tenant.id(), agentId), Set.of(who));
    return this;
  }

  /** Adds an agent or replaces the one with its id. */
  public FakeAgentRegistry with(TenantContext tenant, Agent agent) {
    agents.put(new FakeAgentKey(tenant.id(), agent.id()), agent);
    return this;
  }

  /** Adds an agent. */
  public FakeAgentRegistry with(TenantContext tenant, AgentBuilder agent) {
    return with(tenant, agent.build());
  }
}
