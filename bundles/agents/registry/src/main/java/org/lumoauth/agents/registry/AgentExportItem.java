package org.lumoauth.agents.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.JsonObjectMembers;

/**
 * An agent as an item of a tenant's document: what it is called and may do, never what it
 * authenticates by, but for public keys.
 *
 * @param clientId what tells it apart: the program that it is has it in its configuration
 * @param description empty if there is none
 * @param type what sort of program it is
 * @param inherits whether it has what its blueprint has
 * @param capabilities its own; none of one that inherits
 * @param roles slugs; absent where nobody says
 * @param owner e-mail of the user who answers for it; empty for nobody
 * @param sponsor e-mail of the user who vouches for it; empty for nobody
 * @param blueprint its name
 * @param status active, pending or suspended
 * @param keys public keys, where it has some
 */
record AgentExportItem(
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
   * Reads an item.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  static AgentExportItem read(Map<String, Object> item) {
    var members = JsonObjectMembers.of(item, MEMBERS);
    boolean inherits = members.flag("inheritsCapabilities").orElse(false);
    var capabilities =
        members.textList("capabilities", CapabilitySyntax.MAX_COUNT, CapabilitySyntax.MAX_LENGTH);
    if (inherits && capabilities.isPresent()) {
      throw ApiException.invalid(
          "capabilities", "An agent that inherits its capabilities has none of its own.");
    }
    var read =
        new AgentExportItem(
            clientId(members),
            AgentNameValidator.checkedName(
                members.requireText("name", AgentNameValidator.MAX_NAME)),
            AgentNameValidator.checkedDescription(text(item, "description")).orElse(""),
            members.text("type", MAX_TEXT), // of one that is there it may be what no new one may be
            members.text("identityType", MAX_TEXT).orElse(Agent.CLIENT_CREDENTIALS),
            inherits,
            CapabilitySyntax.checked("capabilities", capabilities.orElse(List.of())),
            members.textList("roles", MAX_ROLES, MAX_TEXT),
            members.text("owner", MAX_TEXT).orElse(""),
            members.text("sponsor", MAX_TEXT).orElse(""),
            IpRangeValidator.checked(
                members.textList("allowedIps", MAX_ROLES, MAX_TEXT).orElse(List.of())),
            members.text("blueprint", AgentNameValidator.MAX_NAME),
            status(members.text("status", MAX_TEXT).orElse(AgentStatus.ACTIVE.wire())),
            AgentPublicKeySet.checked(
                item.get("jwks") == null ? null : members.map("jwks", MAX_KEY_MEMBERS),
                members.text("jwksUri", MAX_TEXT).orElse(null)));
    if (inherits && read.blueprint().isEmpty()) {
      throw ApiException.invalid("blueprint", "An agent that inherits has a blueprint.");
    }
    AgentRegistrationService.checkIdentity(read.identityType(), read.keys());
    return read;
  }

  /** As it is exported. */
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

  private static String clientId(JsonObjectMembers members) {
    var id = members.requireText(KEY, MAX_TEXT);
    if (!AgentCache.CLIENT_ID.matcher(id).matches()) {
      throw ApiException.invalid(KEY, "clientId is cli_ and a ULID.");
    }
    return id;
  }

  private static AgentStatus status(String wire) {
    return AgentStatus.fromWire(wire)
        .filter(status -> status != AgentStatus.RETIRED)
        .orElseThrow(
            () -> ApiException.invalid("status", "status is active, pending or suspended."));
  }

  /** A description may have lines, which other texts may not. */
  private static Optional<String> text(Map<String, Object> item, String member) {
    var value = item.get(member);
    if (value != null && !(value instanceof String)) {
      throw ApiException.invalid(member, member + " is text.");
    }
    return Optional.ofNullable((String) value);
  }
}
