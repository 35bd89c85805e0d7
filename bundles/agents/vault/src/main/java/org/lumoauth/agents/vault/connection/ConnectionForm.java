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
import org.lumoauth.api.oauth.ScopeToken;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DisplayName;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.description.MemberNames;

/** Reads what was sent of a connection, and writes what is kept of it. */
public final class ConnectionForm {

  /** The member that has the client's secret; it is taken and never given. */
  static final String SECRET = "client_secret";

  /** What an agent needs where the connection names nothing else. */
  static final String CAPABILITY = "connections.use";

  private static final Set<String> MEMBERS = MemberNames.of(ConnectionMembers.class);

  /** What the authorization request says of itself. */
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
      Set.of(ConnectionSpec.NONE, ConnectionSpec.BASIC, ConnectionSpec.POST);
  private static final int MAX_NAME = 200;
  private static final int MAX_SCOPES = 50;
  private static final int MAX_SCOPE_TEXT = 1_500;
  private static final int MAX_AGENTS = 200;
  private static final int MAX_PARAMETERS = 20;
  private static final int MAX_VALUE = 500;

  private ConnectionForm() {}

  /**
   * The connection that a body registers.
   *
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static ConnectionSpec read(Map<String, Object> body) {
    ConnectionSpec spec = spec(body);
    DisplayName.checked("name", spec.name());
    return spec;
  }

  private static ConnectionSpec spec(Map<String, Object> body) {
    var members = Members.of(body, MEMBERS);
    var provider = matching(members.required("provider", MAX_NAME), "provider", SLUG);
    var mode = one(members, "grant_mode", GrantMode.AUTHORIZATION_CODE.wire(), modes());
    var addresses = new Endpoints(members);
    var spec =
        new ConnectionSpec(
            members.required("name", MAX_NAME).strip(),
            provider,
            members.text("provider_label", MAX_NAME).orElse(provider),
            GrantMode.named(mode).orElseThrow(),
            one(members, "status", "active", STATES).equals("active"),
            members.text("issuer", Endpoints.MAX_LENGTH),
            addresses.forBrowsers("authorization_endpoint"),
            addresses.required("token_endpoint"),
            addresses.find("revocation_endpoint"),
            members.required("client_id", Endpoints.MAX_LENGTH),
            one(members, "token_endpoint_auth_method", ConnectionSpec.BASIC, METHODS),
            scopes(members),
            members.text("resource", Endpoints.MAX_LENGTH),
            parameters(members),
            capability(members),
            agents(members));
    requireWhole(spec);
    return spec;
  }

  /** The body that registers this connection, without a secret. */
  public static Map<String, Object> of(ConnectionSpec spec) {
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
   * The connection with what a body changes; what it does not name stays, a name too that would not
   * be taken any more.
   */
  static ConnectionSpec changed(ConnectionSpec was, Map<String, Object> body) {
    Members.of(body, MEMBERS);
    Map<String, Object> all = of(was);
    all.putAll(body);
    return body.containsKey("name") ? read(all) : spec(all);
  }

  private static void requireWhole(ConnectionSpec spec) {
    if (spec.ofUsers() && spec.authorizationEndpoint().isEmpty()) {
      throw Problem.invalid(
          "authorization_endpoint", "authorization_endpoint is where users consent.");
    }
    if (!spec.ofUsers() && spec.clientAuthentication().equals(ConnectionSpec.NONE)) {
      throw Problem.invalid(
          "token_endpoint_auth_method",
          "client_credentials is for clients that authenticate (RFC 6749 section 4.4).");
    }
  }

  private static Set<String> modes() {
    return Set.of(GrantMode.AUTHORIZATION_CODE.wire(), GrantMode.CLIENT_CREDENTIALS.wire());
  }

  private static List<String> scopes(Members members) {
    var scopes = members.texts("scopes", MAX_SCOPES, MAX_NAME).orElse(List.of());
    scopes.forEach(scope -> requireToken(scope, "scopes"));
    if (String.join(" ", scopes).length() > MAX_SCOPE_TEXT) {
      throw Problem.invalid("scopes", "scopes are too long together.");
    }
    return List.copyOf(new LinkedHashSet<>(scopes));
  }

  private static Map<String, String> parameters(Members members) {
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
                throw Problem.invalid(
                    "authorization_parameters",
                    "authorization_parameters has texts, and none that the request has itself.");
              }
              parameters.put(name, text);
            });
    return parameters;
  }

  private static String capability(Members members) {
    String capability = members.text("capability", 128).orElse(CAPABILITY);
    requireToken(capability, "capability");
    if (SystemPermissions.administers(capability)) {
      throw Problem.invalid("capability", "capability is none of this server's administration.");
    }
    return capability;
  }

  private static Set<String> agents(Members members) {
    var agents = members.texts("agent_ids", MAX_AGENTS, 40).orElse(List.of());
    agents.forEach(id -> matching(id, "agent_ids", AGENT));
    return Set.copyOf(agents);
  }

  private static String one(Members members, String name, String usual, Set<String> known) {
    String value = members.text(name, MAX_NAME).orElse(usual);
    if (!known.contains(value)) {
      throw Problem.invalid(
          name, name + " is one of " + String.join(", ", new TreeSet<>(known)) + ".");
    }
    return value;
  }

  private static void requireToken(String text, String name) {
    if (!ScopeToken.is(text)) {
      throw malformed(name);
    }
  }

  private static String matching(String text, String name, Pattern pattern) {
    if (!pattern.matcher(text).matches()) {
      throw malformed(name);
    }
    return text;
  }

  private static Problem malformed(String name) {
    return Problem.invalid(name, name + " is malformed.");
  }
}
