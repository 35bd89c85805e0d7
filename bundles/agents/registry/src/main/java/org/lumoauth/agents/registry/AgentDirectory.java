package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.agent.RegisteredAgent;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers, changes and removes agents. */
@Component(
    service = {AgentRegistry.class, AgentDirectory.class},
    property = {"lumoauth.kind=agent-registry", "lumoauth.name=agents"})
public final class AgentDirectory implements AgentRegistry {

  private static final String CLIENT_CREDENTIALS = "client_credentials";

  private final AgentCache cache;
  private final AgentChanges changes;
  private final AgentRoles roles;
  private final AgentAudit audit;
  private final Identifiers identifiers;
  private final SecretVault vault;
  private final TokenService tokens;

  @Activate
  public AgentDirectory(
      @Reference AgentCache cache,
      @Reference AgentChanges changes,
      @Reference AgentRoles roles,
      @Reference AgentAudit audit,
      @Reference Identifiers identifiers,
      @Reference SecretVault vault,
      @Reference TokenService tokens) {
    this.cache = cache;
    this.changes = changes;
    this.roles = roles;
    this.audit = audit;
    this.identifiers = identifiers;
    this.vault = vault;
    this.tokens = tokens;
  }

  @Override
  public Optional<Agent> find(TenantContext tenant, String agentId) {
    return cache.find(tenant.id(), agentId).map(StoredAgent::agent);
  }

  @Override
  public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
    return cache.findByClient(tenant.id(), clientId).map(StoredAgent::agent);
  }

  @Override
  public RegisteredAgent register(TenantContext tenant, NewAgent agent) {
    return register(tenant, agent, Attribution.CONSOLE);
  }

  /** The agent by its id or its client's. */
  StoredAgent require(TenantContext tenant, String agentOrClientId) {
    return cache
        .find(tenant.id(), agentOrClientId)
        .or(() -> cache.findByClient(tenant.id(), agentOrClientId))
        .orElseThrow(AgentStore::unknown);
  }

  RegisteredAgent register(TenantContext tenant, NewAgent asked, Attribution by) {
    var name = AgentNames.checkedName(asked.name());
    var description = AgentNames.checkedDescription(asked.description());
    var capabilities = Capabilities.checked("capabilities", asked.capabilities());
    roles.check(tenant, asked.roles());

    var secret = vault.newSecret();
    var agent =
        new Agent(
            identifiers.next("agt_"),
            identifiers.next("cli_"),
            name,
            description,
            CLIENT_CREDENTIALS,
            capabilities,
            true,
            StoredAgent.now());
    var stored = StoredAgent.created(agent, vault.hash(AgentClientSource.PURPOSE, secret));
    // Roles first: an agent is never there without them, and roles of nobody harm nobody.
    roles.assign(tenant, stored.subject(), asked.roles());
    changes.insert(tenant, stored);
    audit.created(tenant, by, agent, asked.roles());
    return new RegisteredAgent(agent, secret);
  }

  /** Changes what is given and leaves the rest. */
  StoredAgent update(TenantContext tenant, String agentId, Edit edit, Attribution by) {
    var name = edit.name().map(AgentNames::checkedName);
    edit.description().ifPresent(text -> AgentNames.checkedDescription(Optional.of(text)));
    var capabilities = edit.capabilities().map(some -> Capabilities.checked("capabilities", some));
    edit.roles().ifPresent(some -> roles.check(tenant, some));

    var change =
        changes.apply(
            tenant, agentId, was -> was.with(edited(was.agent(), edit, name, capabilities)));
    edit.roles().ifPresent(some -> roles.replace(tenant, change.after().subject(), some));
    audit.updated(tenant, by, change, edit.roles());
    return change.after();
  }

  void delete(TenantContext tenant, String agentId, Attribution by) {
    var gone = changes.delete(tenant, agentId).orElseThrow(AgentStore::unknown);
    tokens.revokeAll(tenant, gone.subject());
    roles.forget(tenant, gone.subject());
    audit.deleted(tenant, by, gone.agent());
  }

  private static Agent edited(
      Agent was, Edit edit, Optional<String> name, Optional<Set<String>> capabilities) {
    return new Agent(
        was.id(),
        was.clientId(),
        name.orElse(was.name()),
        edit.description().isPresent()
            ? AgentNames.checkedDescription(edit.description())
            : was.description(),
        was.identityType(),
        capabilities.orElse(was.capabilities()),
        was.enabled(),
        was.createdAt());
  }

  /** A change of an agent; what is empty stays as it is. An empty description takes it away. */
  record Edit(
      Optional<String> name,
      Optional<String> description,
      Optional<List<String>> capabilities,
      Optional<List<String>> roles) {

    static Edit ofCapabilities(List<String> capabilities) {
      return new Edit(
          Optional.empty(), Optional.empty(), Optional.of(capabilities), Optional.empty());
    }
  }
}
