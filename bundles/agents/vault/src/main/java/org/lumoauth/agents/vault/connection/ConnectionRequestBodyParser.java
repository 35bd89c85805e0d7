/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/** Parses request bodies for connections, and writes their stored form. */
public final class ConnectionRequestBodyParser {

  /** The member with the client's secret, which is write-only. */
  static final String SECRET = "client_secret";

  /** The capability that an agent requires if the connection names no other. */
  static final String CAPABILITY = "connections.use";

  private static final Set<String> MEMBERS =
      SchemaPropertyNameReader.namesOf(ConnectionRequestBody.class);

  /** The parameters that the authorization request sets itself. */
  private static final Set<String> OURS =
      Set.of(
          "response_type",
          "response_mode",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "resource",
          "request",
          "request_uri",
          "client_secret");

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,59}");
  private static final Pattern AGENT = Pattern.compile("agt_[0-9A-Z]{26}");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
  private static final Set<String> STATES = Set.of("active", "disabled");
  private static final Set<String> METHODS =
      Set.of(
          VaultConnectionDefinition.NONE,
          VaultConnectionDefinition.BASIC,
          VaultConnectionDefinition.POST);
  private static final int MAX_NAME = 200;
  private static final int MAX_SCOPES = 50;
  private static final int MAX_SCOPE_TEXT = 1_500;
  private static final int MAX_AGENTS = 200;
  private static final int MAX_PARAMETERS = 20;
  private static final int MAX_VALUE = 500;

  private ConnectionRequestBodyParser() {}

  /**
   * Parses the body that registers a connection.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static VaultConnectionDefinition read(Map<String, Object> body) {
    VaultConnectionDefinition spec = spec(body);
    DisplayNameValidator.requireValid("name", spec.name());
    return spec;
  }

  private static VaultConnectionDefinition spec(Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var provider =
        matching(
            members.requireText("provider", MAX_NAME),
            "provider",
            SLUG,
            "must be 1 to 60 of a-z, 0-9, _, . and -, and begin with a letter or digit");
    var mode = one(members, "grant_mode", ConnectionGrantType.AUTHORIZATION_CODE.wire(), modes());
    var addresses = new ProviderEndpointParser(members);
    var spec =
        new VaultConnectionDefinition(
            members.requireText("name", MAX_NAME).strip(),
            provider,
            members.text("provider_label", MAX_NAME).orElse(provider),
            ConnectionGrantType.named(mode).orElseThrow(),
            one(members, "status", "active", STATES).equals("active"),
            members.text("issuer", ProviderEndpointParser.MAX_LENGTH),
            addresses.forBrowsers("authorization_endpoint"),
            addresses.required("token_endpoint"),
            addresses.find("revocation_endpoint"),
            members.requireText("client_id", ProviderEndpointParser.MAX_LENGTH),
            one(members, "token_endpoint_auth_method", VaultConnectionDefinition.BASIC, METHODS),
            scopes(members),
            members.text("resource", ProviderEndpointParser.MAX_LENGTH),
            parameters(members),
            capability(members),
            agents(members));
    requireWhole(spec);
    return spec;
  }

  /** Returns the body that registers this connection, without a secret. */
  public static Map<String, Object> of(VaultConnectionDefinition spec) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", spec.name());
    body.put("provider", spec.provider());
    body.put("provider_label", spec.providerLabel());
    body.put("grant_mode", spec.mode().wire());
    body.put("status", spec.enabled() ? "active" : "disabled");
    spec.issuer().ifPresent(issuer -> body.put("issuer", issuer));
    spec.authorizationEndpoint()
        .ifPresent(uri -> body.put("authorization_endpoint", uri.toString()));
    body.put("token_endpoint", spec.tokenEndpoint().toString());
    spec.revocationEndpoint().ifPresent(uri -> body.put("revocation_endpoint", uri.toString()));
    body.put("client_id", spec.clientId());
    body.put("token_endpoint_auth_method", spec.clientAuthentication());
    body.put("scopes", spec.scopes());
    spec.resource().ifPresent(resource -> body.put("resource", resource));
    body.put("authorization_parameters", new TreeMap<>(spec.authorizationParameters()));
    body.put("capability", spec.capability());
    body.put("agent_ids", new ArrayList<>(new TreeSet<>(spec.agentIds())));
    return body;
  }

  /**
   * Returns the connection with the changes of a body. Members that the body omits do not change,
   * even a name that would be rejected in a new connection.
   */
  static VaultConnectionDefinition changed(
      VaultConnectionDefinition was, Map<String, Object> body) {
    JsonObjectMemberReader.of(body, MEMBERS);
    Map<String, Object> all = of(was);
    all.putAll(body);
    return body.containsKey("name") ? read(all) : spec(all);
  }

  private static void requireWhole(VaultConnectionDefinition spec) {
    if (spec.isUserMode() && spec.authorizationEndpoint().isEmpty()) {
      throw ApiException.invalid(
          "authorization_endpoint",
          "`authorization_endpoint` is required with authorization_code.");
    }
    if (!spec.isUserMode() && spec.clientAuthentication().equals(VaultConnectionDefinition.NONE)) {
      throw ApiException.invalid(
          "token_endpoint_auth_method",
          "`token_endpoint_auth_method` must not be none with client_credentials, "
              + "which requires an authenticated client (RFC 6749 section 4.4).");
    }
  }

  private static Set<String> modes() {
    return Set.of(
        ConnectionGrantType.AUTHORIZATION_CODE.wire(),
        ConnectionGrantType.CLIENT_CREDENTIALS.wire());
  }

  private static List<String> scopes(JsonObjectMemberReader members) {
    var scopes = members.textList("scopes", MAX_SCOPES, MAX_NAME).orElse(List.of());
    scopes.forEach(scope -> requireToken(scope, "scopes"));
    if (String.join(" ", scopes).length() > MAX_SCOPE_TEXT) {
      throw ApiException.invalid(
          "scopes", "`scopes` must have at most " + MAX_SCOPE_TEXT + " characters in total.");
    }
    return List.copyOf(new LinkedHashSet<>(scopes));
  }

  private static Map<String, String> parameters(JsonObjectMemberReader members) {
    Map<String, String> parameters = new TreeMap<>();
    members
        .map("authorization_parameters", MAX_PARAMETERS)
        .forEach(
            (name, value) -> {
              if (OURS.contains(name)
                  || !PARAMETER.matcher(name).matches()
                  || !(value instanceof String text)
                  || text.length() > MAX_VALUE
                  || text.chars().anyMatch(Character::isISOControl)) {
                throw ApiException.invalid(
                    "authorization_parameters",
                    "`authorization_parameters` must have names of 1 to 60 letters, digits, _, "
                        + ". and -, and strings of at most "
                        + MAX_VALUE
                        + " characters. It must not contain "
                        + String.join(", ", OURS.stream().sorted().toList())
                        + ".");
              }
              parameters.put(name, text);
            });
    return parameters;
  }

  private static String capability(JsonObjectMemberReader members) {
    String capability = members.text("capability", 128).orElse(CAPABILITY);
    requireToken(capability, "capability");
    if (SystemPermissions.isAdministrative(capability)) {
      throw ApiException.invalid(
          "capability",
          "`capability` must not be a permission for the administration of this " + "server.");
    }
    return capability;
  }

  private static Set<String> agents(JsonObjectMemberReader members) {
    var agents = members.textList("agent_ids", MAX_AGENTS, 40).orElse(List.of());
    agents.forEach(
        id -> matching(id, "agent_ids", AGENT, "must contain ids of agents (agt_ and a ULID)"));
    return Set.copyOf(agents);
  }

  private static String one(
      JsonObjectMemberReader members, String name, String usual, Set<String> known) {
    String value = members.text(name, MAX_NAME).orElse(usual);
    if (!known.contains(value)) {
      throw ApiException.invalid(
          name, "`" + name + "` must be one of " + String.join(", ", new TreeSet<>(known)) + ".");
    }
    return value;
  }

  private static void requireToken(String text, String name) {
    if (!ScopeValueValidator.isValid(text)) {
      throw malformed(
          name, "must have visible ASCII characters without spaces, quotes and backslashes");
    }
  }

  private static String matching(String text, String name, Pattern pattern, String expected) {
    if (!pattern.matcher(text).matches()) {
      throw malformed(name, expected);
    }
    return text;
  }

  private static ApiException malformed(String name, String expected) {
    return ApiException.invalid(name, "`" + name + "` " + expected + ".");
  }
}
