package org.lumoauth.agents.registry;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.agent.RegisteredAgent;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds, registers, changes and removes agents. */
@Component(
    service = {AgentRegistry.class, AgentDirectory.class},
    property = {"lumoauth.kind=agent-registry", "lumoauth.name=agents"})
public final class AgentDirectory implements AgentRegistry {

  private final AgentCache cache;
  private final AgentStore store;
  private final BlueprintStore blueprints;
  private final EffectiveAgents effective;
  private final AgentRegistration registration;
  private final AgentChanges changes;
  private final AgentEnd end;
  private final AgentRoles roles;
  private final AgentPeople people;
  private final AgentAudit audit;
  private final MintedTokens minted;
  private final CredentialSetters setters;
  private final OtherCredentials others;

  @Activate
  public AgentDirectory(
      @Reference AgentCache cache,
      @Reference AgentStore store,
      @Reference BlueprintStore blueprints,
      @Reference EffectiveAgents effective,
      @Reference AgentRegistration registration,
      @Reference AgentChanges changes,
      @Reference AgentEnd end,
      @Reference AgentRoles roles,
      @Reference AgentPeople people,
      @Reference AgentAudit audit,
      @Reference MintedTokens minted,
      @Reference CredentialSetters setters,
      @Reference OtherCredentials others) {
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
  public boolean isBehindAnAgent(TenantContext tenant, String userId) {
    return store.hasPerson(tenant.id(), userId);
  }

  @Override
  public Set<SubjectRef> mintedBy(TenantContext tenant, String tokenId) {
    return minted.by(tenant, tokenId);
  }

  @Override
  public Set<SubjectRef> tokensHeldBy(TenantContext tenant, String agentId) {
    return minted.ofAgent(tenant, agentId);
  }

  @Override
  public void madeFrom(TenantContext tenant, IssuedToken token, Set<String> from) {
    minted.keepFrom(tenant, token, from);
  }

  @Override
  public void credentialSet(
      TenantContext tenant, String holderId, String credentialId, boolean replaced, Initiator by) {
    others.set(
        tenant.id(), holderId, credentialId, replaced, setters.who(tenant, Attribution.of(by)));
  }

  @Override
  public void credentialMoved(
      TenantContext tenant, String credentialId, String from, String to, Initiator by) {
    others.moved(tenant.id(), credentialId, from, to, setters.who(tenant, Attribution.of(by)));
  }

  @Override
  public void credentialEnded(TenantContext tenant, String holderId, String credentialId) {
    others.ended(tenant.id(), holderId, credentialId);
  }

  @Override
  public void credentialRefused(TenantContext tenant, String holderId, String credentialId) {
    others.refused(tenant.id(), holderId, credentialId);
  }

  @Override
  public Set<SubjectRef> credentialsSetBy(TenantContext tenant, String agentId) {
    return setters.of(tenant, agentId);
  }

  @Override
  public boolean knowsBlueprint(TenantContext tenant, String blueprintId) {
    return cache.blueprint(tenant.id(), blueprintId).isPresent();
  }

  @Override
  public Optional<Set<String>> blueprintCapabilities(TenantContext tenant, String blueprintId) {
    return cache.blueprint(tenant.id(), blueprintId).map(Blueprint::capabilities);
  }

  @Override
  public Set<String> blueprintInstances(TenantContext tenant, String blueprintId) {
    return Set.copyOf(store.instances(tenant.id(), blueprintId));
  }

  @Override
  public Optional<String> blueprintName(TenantContext tenant, String blueprintId) {
    return cache.blueprint(tenant.id(), blueprintId).map(Blueprint::name);
  }

  @Override
  public Optional<String> blueprintNamed(TenantContext tenant, String name) {
    return blueprints.named(tenant.id(), name).map(Blueprint::id);
  }

  @Override
  public RegisteredAgent register(TenantContext tenant, NewAgent agent) {
    return register(tenant, agent, Optional.empty(), Kept.nothing(), Attribution.CONSOLE);
  }

  RegisteredAgent register(
      TenantContext tenant, NewAgent asked, Optional<String> type, Kept keys, Attribution by) {
    return effective(tenant, registration.register(tenant, asked, type, keys, by));
  }

  /** Registers an agent that another registers, within the limits. */
  RegisteredAgent registerBelow(
      TenantContext tenant,
      String parentId,
      SubAgentLimits limits,
      NewAgent asked,
      Kept keys,
      Attribution by) {
    return effective(tenant, registration.registerBelow(tenant, parentId, limits, asked, keys, by));
  }

  /**
   * Registers an agent with a client id that is free.
   *
   * @throws Problem 409 {@code duplicate_resource} if somebody else took it meanwhile
   */
  RegisteredAgent register(
      TenantContext tenant, String clientId, NewAgent asked, Kept keys, Attribution by) {
    try {
      return effective(
          tenant, registration.register(tenant, clientId, asked, Optional.empty(), keys, by));
    } catch (DuplicateKeyException e) {
      throw ClientIds.taken("client_id");
    }
  }

  private RegisteredAgent effective(TenantContext tenant, RegisteredAgent made) {
    return new RegisteredAgent(
        find(tenant, made.agent().id()).orElse(made.agent()), made.clientSecret());
  }

  /** The agent as it was registered, by its id or its client's. */
  StoredAgent require(TenantContext tenant, String agentOrClientId) {
    return cache
        .find(tenant.id(), agentOrClientId)
        .or(() -> cache.findByClient(tenant.id(), agentOrClientId))
        .orElseThrow(AgentStore::unknown);
  }

  /** The agent as its parent and its blueprint leave it, by its id or its client's. */
  StoredAgent effective(TenantContext tenant, String agentOrClientId) {
    return effective.of(tenant.id(), require(tenant, agentOrClientId));
  }

  /** Changes what is given and leaves the rest. */
  StoredAgent update(TenantContext tenant, String agentId, AgentEdit edit, Attribution by) {
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
    audit.updated(tenant, by, change, checked.roles());
    return change.after();
  }

  void delete(TenantContext tenant, String agentId, Attribution by) {
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
                AgentRegistration.requireWithin(
                    cache
                        .blueprint(tenant.id(), id)
                        .map(Blueprint::capabilities)
                        .orElseThrow(
                            () -> Problem.invalid("blueprintId", "The blueprint is gone.")),
                    capabilities));
  }
}
