/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.blueprint.BlueprintStore;
import org.lumoauth.agents.registry.credential.CredentialUsersService;
import org.lumoauth.agents.registry.credential.ExternalCredentialUsersService;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.AgentTokenRequesterStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds, registers, changes and deletes agents. */
@Component(
    service = {AgentRegistry.class, AgentRegistryService.class},
    property = {"lumoauth.kind=agent-registry", "lumoauth.name=agents"})
public final class AgentRegistryService implements AgentRegistry {

  private final AgentCache cache;
  private final AgentStore store;
  private final BlueprintStore blueprints;
  private final EffectiveAgentResolver effective;
  private final AgentRegistrationService registration;
  private final AgentChangeWriter changes;
  private final AgentRetirementService end;
  private final AgentRoleService roles;
  private final AgentOwnerValidator people;
  private final AgentAudit audit;
  private final AgentTokenRequesterStore minted;
  private final CredentialUsersService setters;
  private final ExternalCredentialUsersService others;

  @Activate
  public AgentRegistryService(
      @Reference AgentCache cache,
      @Reference AgentStore store,
      @Reference BlueprintStore blueprints,
      @Reference EffectiveAgentResolver effective,
      @Reference AgentRegistrationService registration,
      @Reference AgentChangeWriter changes,
      @Reference AgentRetirementService end,
      @Reference AgentRoleService roles,
      @Reference AgentOwnerValidator people,
      @Reference AgentAudit audit,
      @Reference AgentTokenRequesterStore minted,
      @Reference CredentialUsersService setters,
      @Reference ExternalCredentialUsersService others) {
    this.cache = cache;
    this.store = store;
    this.blueprints = blueprints;
    this.effective = effective;
    this.registration = registration;
    this.changes = changes;
    this.end = end;
    this.roles = roles;
    this.people = people;
    this.audit = audit;
    this.minted = minted;
    this.setters = setters;
    this.others = others;
  }

  @Override
  public Optional<Agent> find(TenantContext tenant, String agentId) {
    return effective.find(tenant.id(), agentId).map(StoredAgent::agent);
  }

  @Override
  public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
    return effective.findByClient(tenant.id(), clientId).map(StoredAgent::agent);
  }

  @Override
  public boolean isOwnerOrSponsor(TenantContext tenant, String userId) {
    return store.existsByOwnerOrSponsor(tenant.id(), userId);
  }

  @Override
  public Set<SubjectRef> findTokenRequesters(TenantContext tenant, String tokenId) {
    return minted.findActiveUsers(tenant, tokenId);
  }

  @Override
  public Set<SubjectRef> findTokenHolders(TenantContext tenant, String agentId) {
    return minted.findHoldersByAgent(tenant, agentId);
  }

  @Override
  public void recordDerivedToken(TenantContext tenant, IssuedToken token, Set<String> from) {
    minted.recordDerived(tenant, token, from);
  }

  @Override
  public void recordCredentialSet(
      TenantContext tenant,
      String holderId,
      String credentialId,
      boolean replaced,
      AuditInitiator by) {
    others.recordSet(
        tenant.id(),
        holderId,
        credentialId,
        replaced,
        setters.resolveSetters(tenant, ChangeAttribution.of(by)));
  }

  @Override
  public void recordCredentialMoved(
      TenantContext tenant, String credentialId, String from, String to, AuditInitiator by) {
    others.recordMoved(
        tenant.id(),
        credentialId,
        from,
        to,
        setters.resolveSetters(tenant, ChangeAttribution.of(by)));
  }

  @Override
  public void recordCredentialEnded(TenantContext tenant, String holderId, String credentialId) {
    others.recordEnded(tenant.id(), holderId, credentialId);
  }

  @Override
  public void recordCredentialRejected(TenantContext tenant, String holderId, String credentialId) {
    others.recordRefused(tenant.id(), holderId, credentialId);
  }

  @Override
  public Set<SubjectRef> findCredentialSetters(TenantContext tenant, String agentId) {
    return setters.findActiveSetters(tenant, agentId);
  }

  @Override
  public boolean blueprintExists(TenantContext tenant, String blueprintId) {
    return cache.blueprint(tenant.id(), blueprintId).isPresent();
  }

  @Override
  public Optional<Set<String>> findBlueprintCapabilities(TenantContext tenant, String blueprintId) {
    return cache.blueprint(tenant.id(), blueprintId).map(AgentBlueprint::capabilities);
  }

  @Override
  public Set<String> blueprintInstances(TenantContext tenant, String blueprintId) {
    return Set.copyOf(store.listInstanceIds(tenant.id(), blueprintId));
  }

  @Override
  public Optional<String> findBlueprintName(TenantContext tenant, String blueprintId) {
    return cache.blueprint(tenant.id(), blueprintId).map(AgentBlueprint::name);
  }

  @Override
  public Optional<String> findBlueprintIdByName(TenantContext tenant, String name) {
    return blueprints.findByName(tenant.id(), name).map(AgentBlueprint::id);
  }

  @Override
  public AgentRegistrationResult register(TenantContext tenant, NewAgent agent) {
    return register(
        tenant,
        agent,
        Optional.empty(),
        StoredAgentCredentials.nothing(),
        ChangeAttribution.CONSOLE);
  }

  public AgentRegistrationResult register(
      TenantContext tenant,
      NewAgent asked,
      Optional<String> type,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return effective(tenant, registration.register(tenant, asked, type, keys, by));
  }

  /** Registers a sub-agent on behalf of its parent, within the limits. */
  AgentRegistrationResult registerBelow(
      TenantContext tenant,
      String parentId,
      SubAgentCountLimits limits,
      NewAgent asked,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return effective(tenant, registration.registerBelow(tenant, parentId, limits, asked, keys, by));
  }

  /**
   * Registers an agent with an unused client id.
   *
   * @throws ApiException 409 {@code duplicate_resource} if a concurrent request took it
   */
  public AgentRegistrationResult register(
      TenantContext tenant,
      String clientId,
      NewAgent asked,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    try {
      return effective(
          tenant, registration.register(tenant, clientId, asked, Optional.empty(), keys, by));
    } catch (DuplicateKeyException e) {
      throw AgentClientIdValidator.takenProblem("client_id");
    }
  }

  private AgentRegistrationResult effective(TenantContext tenant, AgentRegistrationResult made) {
    return new AgentRegistrationResult(
        find(tenant, made.agent().id()).orElse(made.agent()), made.clientSecret());
  }

  /** Returns the agent as registered, by its id or its client id. */
  public StoredAgent require(TenantContext tenant, String agentOrClientId) {
    return cache
        .find(tenant.id(), agentOrClientId)
        .or(() -> cache.findByClient(tenant.id(), agentOrClientId))
        .orElseThrow(AgentStore::unknown);
  }

  /**
   * Returns the effective agent, limited by its parent and its blueprint, by its id or its client
   * id.
   */
  public StoredAgent effective(TenantContext tenant, String agentOrClientId) {
    return effective.of(tenant.id(), require(tenant, agentOrClientId));
  }

  /** Applies the given changes and leaves all other members unchanged. */
  public StoredAgent update(
      TenantContext tenant, String agentId, AgentUpdate edit, ChangeAttribution by) {
    var checked = edit.checked();
    requirePerson(tenant, "ownerId", checked.ownerId());
    requirePerson(tenant, "sponsorId", checked.sponsorId());
    checked.roles().ifPresent(some -> roles.check(tenant, some));

    var change =
        changes.apply(
            tenant,
            agentId,
            was -> {
              var now = was.with(checked.apply(was));
              requireWithinBlueprint(tenant, was, now);
              return now;
            });
    checked.roles().ifPresent(some -> roles.replace(tenant, change.after().subject(), some));
    audit.recordUpdated(tenant, by, change, checked.roles());
    return change.after();
  }

  public void delete(TenantContext tenant, String agentId, ChangeAttribution by) {
    end.delete(tenant, agentId, by);
  }

  private void requirePerson(TenantContext tenant, String field, Optional<String> userId) {
    userId.filter(id -> !id.isEmpty()).ifPresent(id -> people.require(tenant, field, id));
  }

  private void requireWithinBlueprint(TenantContext tenant, StoredAgent was, StoredAgent now) {
    Set<String> capabilities = now.agent().capabilities();
    if (now.inherits() || capabilities.equals(was.agent().capabilities())) {
      return;
    }
    now.agent()
        .details()
        .blueprintId()
        .ifPresent(
            id ->
                AgentRegistrationService.requireWithin(
                    cache
                        .blueprint(tenant.id(), id)
                        .map(AgentBlueprint::capabilities)
                        .orElseThrow(
                            () ->
                                ApiException.invalid(
                                    "blueprintId", "The blueprint no longer exists.")),
                    capabilities));
  }
}
