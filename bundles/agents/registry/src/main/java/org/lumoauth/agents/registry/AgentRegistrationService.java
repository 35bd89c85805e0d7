/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.agents.registry.blueprint.AgentBlueprint;
import org.lumoauth.agents.registry.credential.AgentSecretGenerator;
import org.lumoauth.agents.registry.credential.CredentialUsersService;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers agents: validates the request, then creates the agent and its credentials. */
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
  private final CredentialUsersService setters;

  @Activate
  public AgentRegistrationService(
      @Reference AgentCache cache,
      @Reference AgentChangeWriter changes,
      @Reference AgentRoleService roles,
      @Reference AgentOwnerValidator people,
      @Reference AgentAudit audit,
      @Reference IdGenerator identifiers,
      @Reference AgentSecretGenerator forge,
      @Reference CredentialUsersService setters) {
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
   * @param type the type of program, if given
   * @param keys its public keys, if any; without keys, a secret is created if the identity type has
   *     one
   */
  AgentRegistrationResult register(
      TenantContext tenant,
      NewAgent asked,
      Optional<String> type,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return register(tenant, identifiers.next("cli_"), asked, type, keys, by);
  }

  /**
   * Registers a sub-agent on behalf of its parent, within the limits.
   *
   * @throws ApiException 403 {@code too_many_sub_agents}
   */
  AgentRegistrationResult registerBelow(
      TenantContext tenant,
      String parentId,
      SubAgentCountLimits limits,
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

  /** Registers an agent with a client id that it already uses elsewhere and that is unused here. */
  public AgentRegistrationResult register(
      TenantContext tenant,
      String clientId,
      NewAgent asked,
      Optional<String> type,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    return register(
        tenant, clientId, asked, type, keys, by, stored -> changes.insert(tenant, stored));
  }

  private AgentRegistrationResult register(
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
            ? CredentialUsers.NOBODY.replaceSetters(
                setters.resolveSetters(tenant, by), Instant.now())
            : CredentialUsers.NOBODY;
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
    // Roles first: an agent never exists without its roles, and roles of an unknown subject have no
    // effect.
    roles.assign(tenant, stored.subject(), asked.roles());
    insertion.accept(stored);
    audit.recordCreated(tenant, by, agent, asked.roles());
    return new AgentRegistrationResult(agent, secret.text());
  }

  private Set<String> capabilities(TenantContext tenant, NewAgent asked) {
    var blueprint = asked.details().blueprintId().map(id -> blueprint(tenant, id));
    if (blueprint.isPresent() && asked.capabilities().isEmpty()) {
      return Set.of(StoredAgent.INHERITED);
    }
    var capabilities = CapabilitySyntaxValidator.checked("capabilities", asked.capabilities());
    blueprint.ifPresent(from -> requireWithin(from.capabilities(), capabilities));
    return capabilities;
  }

  private AgentBlueprint blueprint(TenantContext tenant, String id) {
    return cache
        .blueprint(tenant.id(), id)
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "blueprintId", "The blueprint does not exist in this tenant."));
  }

  /** Rejects capabilities outside the upper limit. */
  static void requireWithin(Set<String> ceiling, Set<String> asked) {
    var beyond = new HashSet<>(asked);
    beyond.removeAll(ceiling);
    if (!beyond.isEmpty()) {
      throw ApiException.invalid(
          "capabilities",
          "capabilities of an instance must be included in the capabilities of its "
              + "blueprint.");
    }
  }

  private AgentGovernance checked(TenantContext tenant, AgentGovernance details) {
    if (details.status() != AgentStatus.ACTIVE && details.status() != AgentStatus.PENDING) {
      throw ApiException.invalid("status", "status of a new agent must be active or pending.");
    }
    details.ownerId().ifPresent(id -> people.require(tenant, "ownerId", id));
    details.sponsorId().ifPresent(id -> people.require(tenant, "sponsorId", id));
    IpRangeValidator.checked(details.allowedIps());
    return details;
  }

  public static void checkIdentity(String identityType, StoredAgentCredentials keys) {
    if (!Agent.IDENTITY_TYPES.contains(identityType)) {
      throw ApiException.invalid(
          "identityType", "identityType must be client_credentials, api_key, workload or aauth.");
    }
    if (keys.hasKeys() && !identityType.equals(Agent.CLIENT_CREDENTIALS)) {
      throw ApiException.invalid(
          "jwks", "jwks and jwks_uri require the identityType client_credentials.");
    }
  }

  /**
   * Returns the validated type of a new agent. Stored agents may have other types, registered
   * before this rule existed.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public static String checkedType(String asked) {
    if (!TYPES.contains(asked)) {
      throw ApiException.invalid("type", "type must be ai_assistant, service, bot or integration.");
    }
    return asked;
  }
}
