/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.transfer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.agents.registry.AgentActivationService;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.AgentRegistrationService;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.AgentRoleService;
import org.lumoauth.agents.registry.AgentUpdate;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Imports agents from a document. A new agent is enabled only after all other members are applied.
 */
final class AgentImporter {

  private final AgentRegistrationService registration;
  private final AgentRegistryService directory;
  private final AgentActivationService state;
  private final AgentRoleService roles;
  private final UserDirectory users;
  private final AgentClientIdValidator clientIds;

  AgentImporter(
      AgentRegistrationService registration,
      AgentRegistryService directory,
      AgentActivationService state,
      AgentRoleService roles,
      UserDirectory users,
      AgentClientIdValidator clientIds) {
    this.registration = registration;
    this.directory = directory;
    this.state = state;
    this.roles = roles;
    this.users = users;
    this.clientIds = clientIds;
  }

  /**
   * Registers an agent with the client id of the document.
   *
   * @return its secret or API key, returned only here; empty if it has none
   * @throws ApiException 409 {@code duplicate_resource} if a client or another agent has the id,
   *     422
   */
  String create(TenantContext tenant, AgentTransferItem wanted, ChangeAttribution by) {
    var clientId = clientIds.requireAvailable(tenant, AgentTransferItem.KEY, wanted.clientId());
    var asked =
        new NewAgent(
            wanted.name(),
            Optional.of(wanted.description()),
            wanted.capabilities(),
            wanted.roles().orElse(List.of()),
            wanted.identityType(),
            new AgentGovernance(
                AgentStatus.PENDING,
                user(tenant, "owner", wanted.owner()),
                user(tenant, "sponsor", wanted.sponsor()),
                wanted.allowedIps(),
                Optional.empty(),
                wanted.blueprint().map(name -> blueprint(tenant, name))));
    var made = registration.register(tenant, clientId, asked, wanted.type(), wanted.keys(), by);
    var agent = directory.require(tenant, made.agent().id());
    if (agent.inherits()
        && !wanted
            .inherits()) { // it has no capabilities of its own yet and must not get all of the
      // blueprint's
      agent =
          directory.update(tenant, agent.agent().id(), AgentUpdate.ofCapabilities(List.of()), by);
    }
    bring(tenant, agent, wanted.status(), by);
    return made.clientSecret();
  }

  /**
   * Changes an agent.
   *
   * @throws ApiException 422 for members that can be set only at registration
   */
  void change(TenantContext tenant, AgentTransferItem wanted, ChangeAttribution by) {
    var was = directory.require(tenant, wanted.clientId());
    check(was, wanted);
    requireSame(
        "blueprint",
        was.agent().details().blueprintId(),
        wanted.blueprint().map(name -> blueprint(tenant, name)));
    if (wanted.status()
        == AgentStatus.SUSPENDED) { // suspend before any other change widens its permissions
      bring(tenant, was, wanted.status(), by);
    }
    var now =
        directory.update(
            tenant,
            was.agent().id(),
            new AgentUpdate(
                Optional.of(wanted.name()),
                Optional.of(wanted.description()),
                wanted.inherits()
                    ? Optional.empty()
                    : Optional.of(List.copyOf(wanted.capabilities())),
                wanted.roles().filter(held -> roles.differ(tenant, was.subject(), held)),
                Optional.of(user(tenant, "owner", wanted.owner()).orElse("")),
                Optional.of(user(tenant, "sponsor", wanted.sponsor()).orElse("")),
                Optional.of(wanted.allowedIps()),
                Optional.empty()),
            by);
    bring(tenant, now, wanted.status(), by);
  }

  /**
   * Rejects what creating or changing an agent would reject, as far as this can be checked before
   * referenced items of the document exist.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  void check(TenantContext tenant, AgentTransferItem wanted) {
    directory
        .findByClient(tenant, wanted.clientId())
        .ifPresentOrElse(
            there -> check(directory.require(tenant, there.id()), wanted),
            () -> wanted.type().ifPresent(AgentRegistrationService::checkedType));
  }

  private static void check(StoredAgent was, AgentTransferItem wanted) {
    requireSame("type", was.type(), wanted.type());
    requireSame("identityType", was.agent().identityType(), wanted.identityType());
    requireSame("inheritsCapabilities", was.inherits() || !wanted.inherits(), true);
    requireSame("jwks", was.kept().jwks(), wanted.keys().jwks());
    requireSame("jwksUri", was.kept().jwksUri(), wanted.keys().jwksUri());
    if (wanted.status() == AgentStatus.PENDING && status(was) != AgentStatus.PENDING) {
      throw ApiException.invalid(
          "status", "status cannot be pending: the agent is already activated.");
    }
  }

  private void bring(
      TenantContext tenant, StoredAgent agent, AgentStatus wanted, ChangeAttribution by) {
    if (wanted == status(agent)) {
      return;
    }
    if (wanted == AgentStatus.ACTIVE) {
      state.enable(tenant, agent.agent().id(), by);
    } else if (wanted == AgentStatus.SUSPENDED) {
      state.disable(tenant, agent.agent().id(), by);
    }
  }

  private static AgentStatus status(StoredAgent agent) {
    return agent.agent().details().status();
  }

  private Optional<String> user(TenantContext tenant, String member, String address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        users
            .find(tenant, address)
            .map(User::id)
            .orElseThrow(
                () -> ApiException.invalid(member, "The user does not exist in this tenant.")));
  }

  private String blueprint(TenantContext tenant, String name) {
    return directory
        .findBlueprintIdByName(tenant, name)
        .orElseThrow(
            () ->
                ApiException.invalid("blueprint", "The blueprint does not exist in this tenant."));
  }

  private static void requireSame(String member, Object was, Object wanted) {
    if (!Objects.equals(was, wanted)) {
      throw ApiException.invalid(member, member + " can be set only at registration.");
    }
  }
}
