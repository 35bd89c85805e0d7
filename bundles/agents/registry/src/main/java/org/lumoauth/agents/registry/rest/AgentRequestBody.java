/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.registry.AgentRegistrationService;
import org.lumoauth.agents.registry.AgentUpdate;
import org.lumoauth.agents.registry.IpRangeValidator;
import org.lumoauth.agents.registry.credential.AgentJwkSetValidator;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.web.ApiException;

/**
 * The body with which an administrator registers or changes an agent. Absent members do not change.
 * Members between {@code roles} and {@code ownerId} can be set only at registration.
 */
public record AgentRequestBody(
    String name,
    String description,
    List<String> capabilities,
    List<String> roles,
    String type,
    String identityType,
    String status,
    String blueprintId,
    Map<String, Object> jwks,
    String jwksUri,
    String ownerId,
    String sponsorId,
    List<String> allowedIps,
    Boolean canActOnBehalfOfUsers) {

  AgentRequestBody(String name, String description, List<String> capabilities, List<String> roles) {
    this(
        name,
        description,
        capabilities,
        roles,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public NewAgent toNewAgent() {
    var all = new LinkedHashSet<>(capabilitiesOrNone());
    if (Boolean.TRUE.equals(canActOnBehalfOfUsers)) {
      all.add(Agent.ON_BEHALF);
    }
    return new NewAgent(
        name,
        Optional.ofNullable(description),
        all,
        roles == null ? List.of() : roles,
        identityType == null ? Agent.CLIENT_CREDENTIALS : identityType,
        new AgentGovernance(
            status == null ? AgentStatus.ACTIVE : namedStatus(),
            Optional.ofNullable(ownerId),
            Optional.ofNullable(sponsorId),
            allowedIps == null ? List.of() : IpRangeValidator.checked(allowedIps),
            Optional.empty(),
            Optional.ofNullable(blueprintId)));
  }

  /** Returns its public keys; no keys if none were sent. */
  public StoredAgentCredentials keys() {
    return AgentJwkSetValidator.checked(jwks, jwksUri);
  }

  AgentUpdate toEdit() {
    refuse("identityType", identityType);
    refuse("status", status);
    refuse("blueprintId", blueprintId);
    refuse("type", type);
    refuse("jwks", jwks);
    refuse("jwksUri", jwksUri);
    return new AgentUpdate(
        Optional.ofNullable(name),
        Optional.ofNullable(description),
        Optional.ofNullable(capabilities),
        Optional.ofNullable(roles),
        Optional.ofNullable(ownerId),
        Optional.ofNullable(sponsorId),
        Optional.ofNullable(allowedIps),
        Optional.ofNullable(canActOnBehalfOfUsers));
  }

  List<String> capabilitiesOrNone() {
    return capabilities == null ? List.of() : capabilities;
  }

  /** Returns a copy without roles. */
  AgentRequestBody withoutRoles() {
    return new AgentRequestBody(
        name,
        description,
        capabilities,
        null,
        type,
        identityType,
        status,
        blueprintId,
        jwks,
        jwksUri,
        ownerId,
        sponsorId,
        allowedIps,
        canActOnBehalfOfUsers);
  }

  /** Returns the validated type of program. */
  Optional<String> checkedType() {
    return Optional.ofNullable(type).map(AgentRegistrationService::checkedType);
  }

  boolean givesRoles() {
    return roles != null && !roles.isEmpty();
  }

  private AgentStatus namedStatus() {
    return AgentStatus.fromWire(status)
        .orElseThrow(
            () ->
                ApiException.invalid("status", "status of a new agent must be active or pending."));
  }

  private static void refuse(String field, Object value) {
    if (value != null) {
      throw ApiException.invalid(field, field + " can be set only at registration.");
    }
  }
}
