/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.rest;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.OutboundUrlPolicy;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.oauth.PublicJwksValidator;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.text.DisplayNameValidator;
import org.lumoauth.support.encoding.WebUrlParser;

/** Parses agents and resources from requests. */
final class ParticipantRequestBodyParser {

  private static final Set<String> FEATURES =
      Set.of(
          ParticipantSettings.USER_AUTHORIZATION,
          ParticipantSettings.DELEGATION,
          ParticipantSettings.TOKEN_EXCHANGE);
  private static final Set<String> LEVELS =
      Set.of(
          ParticipantSettings.NONE,
          ParticipantSettings.AUTHENTICATED,
          ParticipantSettings.AUTHORIZED,
          ParticipantSettings.USER);
  private static final int MAX_TEXT = 500;
  private static final int MAX_SCOPES = 100;
  private static final int MAX_URIS = 20;

  private final String kind;
  private final RawSignatureVerifier checks;
  private final OutboundHttpClient http;

  ParticipantRequestBodyParser(String kind, RawSignatureVerifier checks, OutboundHttpClient http) {
    this.kind = kind;
    this.checks = checks;
    this.http = http;
  }

  /**
   * Parses a new participant. The default level of a resource is {@code authorized}: a user
   * decides.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  ParticipantSettings create(Map<String, Object> body) {
    JsonObjectMemberReader members = members(body);
    String identifier = members.requireText("identifier", MAX_TEXT);
    boolean agent = kind.equals(ParticipantSettings.AGENT);
    return change(
        new ParticipantSettings(
            kind,
            identifier,
            members
                .text("name", 255)
                .map(name -> DisplayNameValidator.requireValid("name", name))
                .orElse(identifier),
            "",
            true,
            Map.of(),
            "",
            Map.of(),
            "",
            List.of(),
            Set.of(),
            agent ? "" : ParticipantSettings.AUTHORIZED),
        body);
  }

  /**
   * Returns the participant with the sent members; absent members do not change.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  ParticipantSettings change(ParticipantSettings before, Map<String, Object> body) {
    JsonObjectMemberReader members = members(body);
    ParticipantSettings settings =
        new ParticipantSettings(
            kind,
            members.has("identifier")
                ? WebUrlParser.requireIssuer(
                    "identifier", members.requireText("identifier", MAX_TEXT))
                : before.identifier(),
            members.has("name") ? name(members) : before.name(),
            members.has("owner") ? members.text("owner", 255).orElse("") : before.owner(),
            members.flag("enabled").orElse(before.enabled()),
            keys(members, body, before),
            address(members, before),
            body.containsKey("scopes") ? scopes(body.get("scopes")) : before.scopes(),
            members.has("agentId") ? members.text("agentId", 40).orElse("") : before.agentId(),
            redirects(members, before),
            among(members, "features", FEATURES, before.features()),
            level(members, before),
            before.endedUpTo());
    if (settings.jwks().isEmpty() == settings.jwksUri().isEmpty()) {
      throw ApiException.invalid("jwks", "Send exactly one of jwks and jwksUri.");
    }
    return settings;
  }

  private JsonObjectMemberReader members(Map<String, Object> body) {
    Set<String> known =
        SchemaPropertyNameReader.namesOf(
            kind.equals(ParticipantSettings.AGENT)
                ? AAuthAgentRequestBody.class
                : AAuthResourceRequestBody.class);
    return JsonObjectMemberReader.of(body, known);
  }

  /** Sent keys replace an existing URL, and a sent URL replaces existing keys. */
  private Map<String, Object> keys(
      JsonObjectMemberReader members, Map<String, Object> body, ParticipantSettings before) {
    if (body.get("jwks") != null) {
      return PublicJwksValidator.check(body.get("jwks"), checks);
    }
    boolean replaced = members.has("jwks") || members.text("jwksUri", MAX_TEXT).isPresent();
    return replaced ? Map.of() : before.jwks();
  }

  private String address(JsonObjectMemberReader members, ParticipantSettings before) {
    var sent = members.text("jwksUri", MAX_TEXT);
    if (sent.isPresent()) {
      String address = WebUrlParser.require("jwksUri", sent.get());
      OutboundUrlPolicy.require(http, "jwksUri", URI.create(address));
      return address;
    }
    boolean replaced = members.has("jwksUri") || members.has("jwks");
    return replaced ? "" : before.jwksUri();
  }

  private static String name(JsonObjectMemberReader members) {
    return DisplayNameValidator.requireValid("name", members.requireText("name", 255));
  }

  /** Parses a list of names, or an object of names with descriptions. */
  private static Map<String, String> scopes(Object sent) {
    Map<String, String> scopes = new LinkedHashMap<>();
    if (sent instanceof List<?> names) {
      names.forEach(name -> scopes.put(String.valueOf(name), ""));
    } else if (sent instanceof Map<?, ?> described) {
      described.forEach((name, words) -> scopes.put((String) name, words(words)));
    } else {
      throw ApiException.invalid(
          "scopes", "scopes must be a list of names, or an object of names with descriptions.");
    }
    if (scopes.size() > MAX_SCOPES
        || !scopes.keySet().stream().allMatch(ScopeValueValidator::isValid)) {
      throw ApiException.invalid(
          "scopes",
          "scopes must have at most "
              + MAX_SCOPES
              + " names of visible ASCII characters without quotes and backslashes.");
    }
    return scopes;
  }

  private static String words(Object words) {
    if (words instanceof String text
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw ApiException.invalid(
        "scopes",
        "The description of each scope must be a string of at most "
            + MAX_TEXT
            + " characters without control characters.");
  }

  private static List<String> redirects(
      JsonObjectMemberReader members, ParticipantSettings before) {
    var sent = members.textList("redirectUris", MAX_URIS, MAX_TEXT);
    sent.ifPresent(uris -> uris.forEach(uri -> WebUrlParser.require("redirectUris", uri)));
    return sent.orElse(before.redirectUris());
  }

  private static Set<String> among(
      JsonObjectMemberReader members, String name, Set<String> known, Set<String> before) {
    var sent = members.textList(name, known.size(), MAX_TEXT);
    if (sent.filter(texts -> !known.containsAll(texts)).isPresent()) {
      throw ApiException.invalid(
          name, name + " must contain only " + String.join(", ", new TreeSet<>(known)) + ".");
    }
    return sent.map(Set::copyOf).orElse(before);
  }

  private static String level(JsonObjectMemberReader members, ParticipantSettings before) {
    var sent = members.has("level") ? members.text("level", 20) : Optional.<String>empty();
    if (sent.filter(level -> !LEVELS.contains(level)).isPresent()) {
      throw ApiException.invalid(
          "level", "level must be one of " + String.join(", ", new TreeSet<>(LEVELS)) + ".");
    }
    return sent.orElse(before.level());
  }

  /** Returns a participant as shown by the admin API. */
  static Map<String, Object> toView(AAuthParticipant party) {
    ParticipantSettings settings = party.settings();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", party.id());
    shown.put("identifier", settings.identifier());
    shown.put("name", settings.name());
    shown.put("owner", settings.owner());
    shown.put("enabled", settings.enabled());
    if (settings.jwksUri().isEmpty()) {
      shown.put("jwks", settings.jwks());
    } else {
      shown.put("jwksUri", settings.jwksUri());
    }
    shown.put("scopes", new HashMap<>(settings.scopes()));
    if (settings.kind().equals(ParticipantSettings.AGENT)) {
      shown.put("agentId", settings.agentId());
      shown.put("redirectUris", settings.redirectUris());
      shown.put("features", List.copyOf(new TreeSet<>(settings.features())));
    } else {
      shown.put("level", settings.level());
    }
    shown.put("createdAt", party.createdAt().toString());
    return shown;
  }
}
