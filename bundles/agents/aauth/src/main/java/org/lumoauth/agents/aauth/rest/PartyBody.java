package org.lumoauth.agents.aauth.rest;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.oauth.ScopeToken;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.WebAddress;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DisplayName;
import org.lumoauth.platform.web.KeptAddress;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.PublicKeys;
import org.lumoauth.platform.web.description.MemberNames;

/** Reads what was sent of an agent or a resource. */
final class PartyBody {

  private static final Set<String> FEATURES =
      Set.of(
          PartySettings.USER_AUTHORIZATION, PartySettings.DELEGATION, PartySettings.TOKEN_EXCHANGE);
  private static final Set<String> LEVELS =
      Set.of(
          PartySettings.NONE,
          PartySettings.AUTHENTICATED,
          PartySettings.AUTHORIZED,
          PartySettings.USER);
  private static final int MAX_TEXT = 500;
  private static final int MAX_SCOPES = 100;
  private static final int MAX_URIS = 20;

  private final String kind;
  private final SignatureChecks checks;
  private final OutboundHttp http;

  PartyBody(String kind, SignatureChecks checks, OutboundHttp http) {
    this.kind = kind;
    this.checks = checks;
    this.http = http;
  }

  /**
   * A new party. A resource's level is {@code authorized} unless it says otherwise: a person
   * decides.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  PartySettings create(Map<String, Object> body) {
    Members members = members(body);
    String identifier = members.required("identifier", MAX_TEXT);
    boolean agent = kind.equals(PartySettings.AGENT);
    return change(
        new PartySettings(
            kind,
            identifier,
            members
                .text("name", 255)
                .map(name -> DisplayName.checked("name", name))
                .orElse(identifier),
            "",
            true,
            Map.of(),
            "",
            Map.of(),
            "",
            List.of(),
            Set.of(),
            agent ? "" : PartySettings.AUTHORIZED),
        body);
  }

  /**
   * The party with what was sent; what was not sent stays.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  PartySettings change(PartySettings before, Map<String, Object> body) {
    Members members = members(body);
    PartySettings settings =
        new PartySettings(
            kind,
            members.has("identifier")
                ? WebAddress.requiredIssuer("identifier", members.required("identifier", MAX_TEXT))
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
      throw Problem.invalid("jwks", "Give jwks or jwksUri: one of them.");
    }
    return settings;
  }

  private Members members(Map<String, Object> body) {
    Set<String> known =
        MemberNames.of(
            kind.equals(PartySettings.AGENT)
                ? AgentPartyMembers.class
                : ResourcePartyMembers.class);
    return Members.of(body, known);
  }

  /** Keys that are sent take the place of an address that is not, and the other way round. */
  private Map<String, Object> keys(
      Members members, Map<String, Object> body, PartySettings before) {
    if (body.get("jwks") != null) {
      return PublicKeys.check(body.get("jwks"), checks);
    }
    boolean replaced = members.has("jwks") || members.text("jwksUri", MAX_TEXT).isPresent();
    return replaced ? Map.of() : before.jwks();
  }

  private String address(Members members, PartySettings before) {
    var sent = members.text("jwksUri", MAX_TEXT);
    if (sent.isPresent()) {
      String address = WebAddress.required("jwksUri", sent.get());
      KeptAddress.require(http, "jwksUri", URI.create(address));
      return address;
    }
    boolean replaced = members.has("jwksUri") || members.has("jwks");
    return replaced ? "" : before.jwksUri();
  }

  private static String name(Members members) {
    return DisplayName.checked("name", members.required("name", 255));
  }

  /** A list of names, or an object of names with what they mean. */
  private static Map<String, String> scopes(Object sent) {
    Map<String, String> scopes = new LinkedHashMap<>();
    if (sent instanceof List<?> names) {
      names.forEach(name -> scopes.put(String.valueOf(name), ""));
    } else if (sent instanceof Map<?, ?> described) {
      described.forEach((name, words) -> scopes.put((String) name, words(words)));
    } else {
      throw Problem.invalid("scopes", "scopes is a list of names, or an object of descriptions.");
    }
    if (scopes.size() > MAX_SCOPES || !scopes.keySet().stream().allMatch(ScopeToken::is)) {
      throw Problem.invalid("scopes", "There are too many scopes, or one is malformed.");
    }
    return scopes;
  }

  private static String words(Object words) {
    if (words instanceof String text
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw Problem.invalid("scopes", "The description of a scope is a short text.");
  }

  private static List<String> redirects(Members members, PartySettings before) {
    var sent = members.texts("redirectUris", MAX_URIS, MAX_TEXT);
    sent.ifPresent(uris -> uris.forEach(uri -> WebAddress.required("redirectUris", uri)));
    return sent.orElse(before.redirectUris());
  }

  private static Set<String> among(
      Members members, String name, Set<String> known, Set<String> before) {
    var sent = members.texts(name, known.size(), MAX_TEXT);
    if (sent.filter(texts -> !known.containsAll(texts)).isPresent()) {
      throw Problem.invalid(
          name, name + " are some of " + String.join(", ", new TreeSet<>(known)) + ".");
    }
    return sent.map(Set::copyOf).orElse(before);
  }

  private static String level(Members members, PartySettings before) {
    var sent = members.has("level") ? members.text("level", 20) : Optional.<String>empty();
    if (sent.filter(level -> !LEVELS.contains(level)).isPresent()) {
      throw Problem.invalid(
          "level", "level is one of " + String.join(", ", new TreeSet<>(LEVELS)) + ".");
    }
    return sent.orElse(before.level());
  }

  /** A party as the admin API shows it. */
  static Map<String, Object> shown(Party party) {
    PartySettings settings = party.settings();
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
    if (settings.kind().equals(PartySettings.AGENT)) {
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
