package org.lumoauth.agents.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.agent.RegisteredAgent;
import org.lumoauth.api.authn.CredentialProvenance;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers agents: checks what is asked for, makes the agent and its credentials. */
@Component(service = AgentRegistrationService.class)
public final class AgentRegistrationService {

  private static final Set<String> TYPES = Set.of("ai_assistant", "service", "bot", "integration");

  private final AgentCache cache;
  private final AgentChangeWriter changes;
  private final AgentRoleService roles;
  private final AgentOwnerValidator people;
  private final AgentAudit audit;
  private final IdGenerator identifiers;
  private final AgentSecretGenerator forge;
  private final CredentialProvenanceService setters;

  @Activate
  public AgentRegistrationService(
      @Reference AgentCache cache,
      @Reference AgentChangeWriter changes,
      @Reference AgentRoleService roles,
      @Reference AgentOwnerValidator people,
      @Reference AgentAudit audit,
      @Reference IdGenerator identifiers,
      @Reference AgentSecretGenerator forge,
      @Reference CredentialProvenanceService setters) {
    this.cache = cache;
    this.changes = changes;
    this.roles = roles;
    this.people = people;
    this.audit = audit;
    this.identifiers = identifiers;
    this.forge = forge;
    this.setters = setters;
  }

  /**
   * Registers an agent.
   *
   * @param type what sort of program it is, where somebody said so
   * @param keys its public keys, if it has some; without them a secret is made where its identity
   *     type has one
   */
  RegisteredAgent register(
      TenantContext tenant,
      NewAgent asked,
      Optional<String> type,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return register(tenant, identifiers.next("cli_"), asked, type, keys, by);
  }

  /**
   * Registers an agent that another registers, within the limits.
   *
   * @throws ApiException 403 {@code too_many_sub_agents}
   */
  RegisteredAgent registerBelow(
      TenantContext tenant,
      String parentId,
      SubAgentLimits limits,
      NewAgent asked,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return register(
        tenant,
        identifiers.next("cli_"),
        asked,
        Optional.empty(),
        keys,
        by,
        stored -> changes.insertBelow(tenant, stored, parentId, limits));
  }

  /** The same with a client id that the agent has elsewhere; nothing here has it. */
  RegisteredAgent register(
      TenantContext tenant,
      String clientId,
      NewAgent asked,
      Optional<String> type,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return register(
        tenant, clientId, asked, type, keys, by, stored -> changes.insert(tenant, stored));
  }

  private RegisteredAgent register(
      TenantContext tenant,
      String clientId,
      NewAgent asked,
      Optional<String> type,
      StoredAgentCredentials keys,
      ChangeAttribution by,
      Consumer<StoredAgent> insertion) {
    var name = AgentNameValidator.checkedName(asked.name());
    var description = AgentNameValidator.checkedDescription(asked.description());
    var capabilities = capabilities(tenant, asked);
    var details = checked(tenant, asked.details());
    checkIdentity(asked.identityType(), keys);
    roles.check(tenant, asked.roles());

    var id = identifiers.next("agt_");
    var secret = forge.make(tenant, id, asked.identityType(), keys);
    boolean authenticates = keys.hasKeys() || !secret.text().isEmpty();
    var setBy =
        authenticates
            ? CredentialProvenance.NOBODY.replaceSetters(
                setters.resolveSetters(tenant, by), Instant.now())
            : CredentialProvenance.NOBODY;
    var agent =
        new Agent(
            id,
            clientId,
            name,
            description,
            asked.identityType(),
            capabilities,
            details.status() == AgentStatus.ACTIVE,
            StoredAgent.now(),
            details);
    var stored =
        StoredAgent.created(
            agent, secret.kept(), setBy, type.map(AgentRegistrationService::checkedType));
    // Roles first: an agent is never there without them, and roles of nobody harm nobody.
    roles.assign(tenant, stored.subject(), asked.roles());
    insertion.accept(stored);
    audit.recordCreated(tenant, by, agent, asked.roles());
    return new RegisteredAgent(agent, secret.text());
  }

  private Set<String> capabilities(TenantContext tenant, NewAgent asked) {
    var blueprint = asked.details().blueprintId().map(id -> blueprint(tenant, id));
    if (blueprint.isPresent() && asked.capabilities().isEmpty()) {
      return Set.of(StoredAgent.INHERITED);
    }
    var capabilities = CapabilitySyntax.checked("capabilities", asked.capabilities());
    blueprint.ifPresent(from -> requireWithin(from.capabilities(), capabilities));
    return capabilities;
  }

  private AgentBlueprint blueprint(TenantContext tenant, String id) {
    return cache
        .blueprint(tenant.id(), id)
        .orElseThrow(() -> ApiException.invalid("blueprintId", "There is no such blueprint here."));
  }

  /** Refuses capabilities that are not among these. */
  static void requireWithin(Set<String> ceiling, Set<String> asked) {
    var beyond = new HashSet<>(asked);
    beyond.removeAll(ceiling);
    if (!beyond.isEmpty()) {
      throw ApiException.invalid(
          "capabilities", "An instance may have no capability that its blueprint has not.");
    }
  }

  private AgentDetails checked(TenantContext tenant, AgentDetails details) {
    if (details.status() != AgentStatus.ACTIVE && details.status() != AgentStatus.PENDING) {
      throw ApiException.invalid("status", "A new agent is active or pending.");
    }
    details.ownerId().ifPresent(id -> people.require(tenant, "ownerId", id));
    details.sponsorId().ifPresent(id -> people.require(tenant, "sponsorId", id));
    IpRangeValidator.checked(details.allowedIps());
    return details;
  }

  static void checkIdentity(String identityType, StoredAgentCredentials keys) {
    if (!Agent.IDENTITY_TYPES.contains(identityType)) {
      throw ApiException.invalid(
          "identityType", "identityType is client_credentials, api_key, workload or aauth.");
    }
    if (keys.hasKeys() && !identityType.equals(Agent.CLIENT_CREDENTIALS)) {
      throw ApiException.invalid(
          "jwks", "Only agents of client_credentials authenticate by keys here.");
    }
  }

  /**
   * A sort of program that a new agent may be. There are agents of others: they were registered
   * before there was this rule.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static String checkedType(String asked) {
    if (!TYPES.contains(asked)) {
      throw ApiException.invalid("type", "type is ai_assistant, service, bot or integration.");
    }
    return asked;
  }
}
