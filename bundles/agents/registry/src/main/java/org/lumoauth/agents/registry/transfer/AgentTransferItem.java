/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.registry.AgentNameValidator;
import org.lumoauth.agents.registry.AgentRegistrationService;
import org.lumoauth.agents.registry.CapabilitySyntaxValidator;
import org.lumoauth.agents.registry.IpRangeValidator;
import org.lumoauth.agents.registry.credential.AgentJwkSetValidator;
import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/**
 * An agent as an item of a tenant's export document: its name and permissions, without credentials
 * except public keys.
 *
 * @param clientId identifies the item, because the agent's program has it in its configuration
 * @param description empty if there is none
 * @param type the type of program
 * @param inherits whether it has the capabilities of its blueprint
 * @param capabilities its own capabilities; empty if it inherits them
 * @param roles slugs; absent if the document does not state them
 * @param owner e-mail address of the user responsible for it; empty if there is none
 * @param sponsor e-mail address of the user who vouches for it; empty if there is none
 * @param blueprint the blueprint's name
 * @param status active, pending or suspended
 * @param keys public keys, if it has any
 */
record AgentTransferItem(
    String clientId,
    String name,
    String description,
    Optional<String> type,
    String identityType,
    boolean inherits,
    Set<String> capabilities,
    Optional<List<String>> roles,
    String owner,
    String sponsor,
    List<String> allowedIps,
    Optional<String> blueprint,
    AgentStatus status,
    StoredAgentCredentials keys) {

  static final String KEY = "clientId";

  private static final Set<String> MEMBERS =
      Set.of(
          KEY,
          "name",
          "description",
          "type",
          "identityType",
          "inheritsCapabilities",
          "capabilities",
          "roles",
          "owner",
          "sponsor",
          "allowedIps",
          "blueprint",
          "status",
          "jwks",
          "jwksUri");
  private static final int MAX_ROLES = 100;
  private static final int MAX_TEXT = 500;
  private static final int MAX_KEY_MEMBERS = 20;

  /**
   * Parses an item.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  static AgentTransferItem read(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    boolean inherits = members.flag("inheritsCapabilities").orElse(false);
    var capabilities =
        members.textList(
            "capabilities",
            CapabilitySyntaxValidator.MAX_COUNT,
            CapabilitySyntaxValidator.MAX_LENGTH);
    if (inherits && capabilities.isPresent()) {
      throw ApiException.invalid(
          "capabilities",
          "An agent that inherits its capabilities cannot have its own. Remove " + "capabilities.");
    }
    var read =
        new AgentTransferItem(
            clientId(members),
            AgentNameValidator.checkedName(
                members.requireText("name", AgentNameValidator.MAX_NAME)),
            AgentNameValidator.checkedDescription(text(item, "description")).orElse(""),
            members.text(
                "type",
                MAX_TEXT), // An existing agent may have a type that a new agent must not have.
            members.text("identityType", MAX_TEXT).orElse(Agent.CLIENT_CREDENTIALS),
            inherits,
            CapabilitySyntaxValidator.checked("capabilities", capabilities.orElse(List.of())),
            members.textList("roles", MAX_ROLES, MAX_TEXT),
            members.text("owner", MAX_TEXT).orElse(""),
            members.text("sponsor", MAX_TEXT).orElse(""),
            IpRangeValidator.checked(
                members.textList("allowedIps", MAX_ROLES, MAX_TEXT).orElse(List.of())),
            members.text("blueprint", AgentNameValidator.MAX_NAME),
            status(members.text("status", MAX_TEXT).orElse(AgentStatus.ACTIVE.wire())),
            AgentJwkSetValidator.checked(
                item.get("jwks") == null ? null : members.map("jwks", MAX_KEY_MEMBERS),
                members.text("jwksUri", MAX_TEXT).orElse(null)));
    if (inherits && read.blueprint().isEmpty()) {
      throw ApiException.invalid(
          "blueprint", "An agent that inherits capabilities needs a blueprint.");
    }
    AgentRegistrationService.checkIdentity(read.identityType(), read.keys());
    return read;
  }

  /** Returns the item in its exported form. */
  Map<String, Object> shown() {
    var shown = new LinkedHashMap<String, Object>();
    shown.put(KEY, clientId);
    shown.put("name", name);
    shown.put("description", description);
    type.ifPresent(known -> shown.put("type", known));
    shown.put("identityType", identityType);
    shown.put("inheritsCapabilities", inherits);
    if (!inherits) {
      shown.put("capabilities", List.copyOf(new TreeSet<>(capabilities)));
    }
    roles.ifPresent(held -> shown.put("roles", held));
    shown.put("owner", owner);
    shown.put("sponsor", sponsor);
    shown.put("allowedIps", allowedIps);
    blueprint.ifPresent(named -> shown.put("blueprint", named));
    shown.put("status", status.wire());
    keys.jwks().ifPresent(jwks -> shown.put("jwks", jwks));
    keys.jwksUri().ifPresent(address -> shown.put("jwksUri", address));
    return shown;
  }

  private static String clientId(JsonObjectMemberReader members) {
    var id = members.requireText(KEY, MAX_TEXT);
    if (!AgentCache.CLIENT_ID.matcher(id).matches()) {
      throw ApiException.invalid(KEY, "clientId must be cli_ followed by a ULID.");
    }
    return id;
  }

  private static AgentStatus status(String wire) {
    return AgentStatus.fromWire(wire)
        .filter(status -> status != AgentStatus.RETIRED)
        .orElseThrow(
            () -> ApiException.invalid("status", "status must be active, pending or suspended."));
  }

  /** A description may contain line breaks, which other texts must not. */
  private static Optional<String> text(Map<String, Object> item, String member) {
    var value = item.get(member);
    if (value != null && !(value instanceof String)) {
      throw ApiException.invalid(member, member + " must be a string.");
    }
    return Optional.ofNullable((String) value);
  }
}
