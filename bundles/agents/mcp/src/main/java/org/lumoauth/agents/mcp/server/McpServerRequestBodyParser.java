/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/** Parses request bodies for MCP servers, and writes their stored form. */
public final class McpServerRequestBodyParser {

  static final Set<String> MEMBERS = SchemaPropertyNameReader.namesOf(McpServerRequestBody.class);

  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,128}");
  private static final Set<String> TRANSPORTS = Set.of("http_streamable", "http_sse", "stdio");
  private static final Set<String> MODES = Set.of(McpServerSpec.OAUTH, McpServerSpec.NONE);
  private static final Set<String> STATES = Set.of("active", "disabled");
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_SCOPES = 100;
  private static final int MAX_CLIENTS = 200;
  private static final int MAX_CLIENT_ID = 255;
  private static final long LEAST_SECONDS = 60;
  private static final long MOST_SECONDS = 86_400;
  private static final long SECONDS = 3_600;

  private McpServerRequestBodyParser() {}

  /**
   * Parses the body that registers a server.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static McpServerSpec read(Map<String, Object> body) {
    McpServerSpec spec = spec(body);
    DisplayNameValidator.requireValid("name", spec.name());
    return spec;
  }

  private static McpServerSpec spec(Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    List<String> scopes = scopes(body.get("scopes_supported"));
    return new McpServerSpec(
        members.requireText("name", MAX_NAME).strip(),
        uri(
            "resource_uri",
            members.requireText("resource_uri", McpResourceUriValidator.MAX_LENGTH)),
        members
            .text("endpoint_url", McpResourceUriValidator.MAX_LENGTH)
            .map(url -> uri("endpoint_url", url)),
        members.text("description", MAX_TEXT),
        scopes,
        descriptions(members, scopes),
        one(members, "transport", TRANSPORTS, "http_streamable"),
        one(members, "auth_mode", MODES, McpServerSpec.OAUTH),
        one(members, "status", STATES, "active").equals("active"),
        lifetime(body),
        new LinkedHashSet<>(clients(members)),
        members.flag("require_pkce").orElse(true),
        members.flag("require_resource_param").orElse(true),
        members.flag("require_dpop").orElse(false),
        members.textList("capabilities", 50, 100).orElse(List.of()));
  }

  /** Returns the body that registers this server. */
  public static Map<String, Object> of(McpServerSpec spec) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", spec.name());
    body.put("resource_uri", spec.resourceUri());
    spec.endpointUrl().ifPresent(url -> body.put("endpoint_url", url));
    spec.description().ifPresent(text -> body.put("description", text));
    body.put("scopes_supported", spec.scopes());
    body.put("scope_descriptions", new TreeMap<>(spec.scopeDescriptions()));
    body.put("transport", spec.transport());
    body.put("auth_mode", spec.authMode());
    body.put("status", spec.enabled() ? "active" : "disabled");
    body.put("token_lifetime", spec.tokenLifetime().toSeconds());
    body.put("allowed_client_ids", new ArrayList<>(new TreeSet<>(spec.allowedClientIds())));
    body.put("require_pkce", spec.requirePkce());
    body.put("require_resource_param", spec.requireResourceParam());
    body.put("require_dpop", spec.requireDpop());
    body.put("capabilities", spec.capabilities());
    return body;
  }

  /**
   * Returns the server with the changes of a body. Members that the body omits do not change, even
   * a name that would be rejected for a new server.
   */
  static McpServerSpec changed(McpServerSpec was, Map<String, Object> body) {
    JsonObjectMemberReader.of(body, MEMBERS);
    Map<String, Object> all = of(was);
    all.putAll(body);
    return body.containsKey("name") ? read(all) : spec(all);
  }

  private static String uri(String name, String text) {
    McpResourceUriValidator.fault(text)
        .ifPresent(
            fault -> {
              throw ApiException.invalid(name, name + ": " + fault);
            });
    return text;
  }

  private static List<String> scopes(@Nullable Object sent) {
    List<?> items =
        sent == null
            ? List.of()
            : sent instanceof String text
                ? Arrays.asList(text.strip().split("\\s+"))
                : sent instanceof List<?> list ? list : null;
    if (items == null || items.size() > MAX_SCOPES) {
      throw invalidScopes(
          "invalid: it must be a list or text of at most " + MAX_SCOPES + " scopes.");
    }
    Set<String> scopes = new LinkedHashSet<>();
    for (Object item : items) {
      if (!(item instanceof String scope) || !(scope.isEmpty() || SCOPE.matcher(scope).matches())) {
        throw invalidScopes(
            "invalid: scopes must not contain spaces, quotes and backslashes (RFC 6749 "
                + "section 3.3).");
      }
      if (SystemPermissions.isAdministrative(scope)) {
        throw invalidScopes(
            "invalid: it must not contain scopes for the administration of this server.");
      }
      scopes.add(scope);
    }
    scopes.remove("");
    return List.copyOf(scopes);
  }

  private static ApiException invalidScopes(String what) {
    return ApiException.invalid("scopes_supported", "scopes_supported is " + what);
  }

  private static Map<String, String> descriptions(
      JsonObjectMemberReader members, List<String> scopes) {
    Map<String, String> texts = new TreeMap<>();
    members
        .map("scope_descriptions", MAX_SCOPES)
        .forEach(
            (scope, text) -> {
              if (!scopes.contains(scope)
                  || !(text instanceof String words)
                  || words.length() > MAX_NAME
                  || words.chars().anyMatch(Character::isISOControl)) {
                throw ApiException.invalid(
                    "scope_descriptions",
                    "`scope_descriptions` must contain only scopes of scopes_supported.");
              }
              texts.put(scope, words);
            });
    return texts;
  }

  private static List<String> clients(JsonObjectMemberReader members) {
    List<String> clients =
        members.textList("allowed_client_ids", MAX_CLIENTS, MAX_CLIENT_ID).orElse(List.of());
    if (clients.stream().anyMatch(String::isBlank)) {
      throw ApiException.invalid(
          "allowed_client_ids", "`allowed_client_ids` must not contain empty items.");
    }
    return clients;
  }

  private static String one(
      JsonObjectMemberReader members, String name, Set<String> known, String otherwise) {
    String value = members.text(name, MAX_NAME).orElse(otherwise);
    if (!known.contains(value)) {
      throw ApiException.invalid(
          name, "`" + name + "` must be one of " + String.join(", ", new TreeSet<>(known)) + ".");
    }
    return value;
  }

  private static Duration lifetime(Map<String, Object> body) {
    Object sent = body.getOrDefault("token_lifetime", SECONDS);
    boolean whole = sent instanceof Integer || sent instanceof Long;
    long seconds = whole ? ((Number) sent).longValue() : -1;
    if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
      throw ApiException.invalid(
          "token_lifetime",
          "`token_lifetime` must be between "
              + LEAST_SECONDS
              + " and "
              + MOST_SECONDS
              + " seconds.");
    }
    return Duration.ofSeconds(seconds);
  }
}
