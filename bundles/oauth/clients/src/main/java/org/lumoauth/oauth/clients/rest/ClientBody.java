package org.lumoauth.oauth.clients.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.clients.AuthenticationMethods;
import org.lumoauth.oauth.clients.ClientSettings;
import org.lumoauth.oauth.clients.MetadataRules;
import org.lumoauth.oauth.clients.MetadataTogether;
import org.lumoauth.oauth.clients.RedirectUris;
import org.lumoauth.platform.web.DisplayName;
import org.lumoauth.platform.web.Members;

/** Reads what was sent of a client. */
public final class ClientBody {

  private static final String METHODS = "tokenEndpointAuthMethods";
  private static final String REFRESH_TOKEN_LIFETIME = "refreshTokenLifetime";
  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "redirectUris",
          "allowedScopes",
          "scopes",
          "grantTypes",
          "isConfidential",
          "requiresPkce",
          "isActive",
          "applicationType",
          METHODS,
          "audienceUris",
          "accessTokenLifetime",
          REFRESH_TOKEN_LIFETIME,
          "metadata");

  private static final long AS_THE_TENANT_SETS = 0;
  private static final long MAX_SECONDS = 31_536_000;
  private static final int MAX_OVERLAP_SECONDS = 2_592_000;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_STORED = 4_000;
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
  private static final Pattern GRANT_TYPE = Pattern.compile("[a-z][a-z0-9_:.-]{0,199}");
  private static final Set<String> APPLICATION_TYPES = Set.of("web", "native", "service");
  private static final List<String> SECRET_METHODS =
      List.of("client_secret_basic", "client_secret_post");

  private ClientBody() {}

  /**
   * A new client.
   *
   * @param lifetime how many seconds its access tokens live if the body does not say
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static ClientSettings create(Map<String, Object> body, long lifetime) {
    return create(body, lifetime, List.of());
  }

  /**
   * A new client.
   *
   * @param lifetime how many seconds its access tokens live if the body does not say
   * @param scopes what it may ask for if the body does not say
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static ClientSettings create(
      Map<String, Object> body, long lifetime, List<String> scopes) {
    var members = Members.of(body, MEMBERS);
    boolean confidential = members.flag("isConfidential").orElse(true);
    var defaults =
        new ClientSettings(
            name(members),
            confidential,
            true,
            true,
            "web",
            grantTypes(body, confidential),
            scopes,
            confidential ? SECRET_METHODS : List.of("none"),
            List.of(),
            List.of(),
            lifetime,
            AS_THE_TENANT_SETS,
            Map.of());
    return change(defaults, body);
  }

  /** The client with what was sent; what was not sent stays. */
  public static ClientSettings change(ClientSettings before, Map<String, Object> body) {
    var members = Members.of(body, MEMBERS);
    boolean confidential = members.flag("isConfidential").orElse(before.confidential());
    if (confidential && !before.confidential()) {
      throw Problem.invalid("isConfidential", "A public client stays public; register a new one.");
    }
    var settings =
        new ClientSettings(
            members.has("name") ? name(members) : before.name(),
            confidential,
            members.flag("isActive").orElse(before.active()),
            members.flag("requiresPkce").orElse(before.requiresPkce()) || !confidential,
            oneOf(members, "applicationType", APPLICATION_TYPES).orElse(before.applicationType()),
            matching(members, "grantTypes", GRANT_TYPE).orElse(before.grantTypes()),
            matching(members, "allowedScopes", SCOPE)
                .or(() -> matching(members, "scopes", SCOPE))
                .orElse(before.scopes()),
            confidential
                ? matching(members, METHODS, GRANT_TYPE)
                    .map(methods -> AuthenticationMethods.check(METHODS, methods))
                    .orElse(before.authenticationMethods())
                : List.of("none"),
            uris(members, "redirectUris")
                .map(uris -> RedirectUris.check("redirectUris", uris))
                .orElse(before.redirectUris()),
            uris(members, "audienceUris")
                .map(RedirectUris::audiences)
                .orElse(before.audienceUris()),
            seconds(body, "accessTokenLifetime").orElse(before.accessTokenSeconds()),
            refreshTokenSeconds(body, before),
            metadata(body, before));
    MetadataTogether.require(before, settings);
    if (!settings.confidential() && settings.grantTypes().contains("client_credentials")) {
      throw Problem.invalid("grantTypes", "A public client can't use client_credentials.");
    }
    return settings;
  }

  private static String name(Members members) {
    return DisplayName.checked("name", members.required("name", 255));
  }

  /** For whom people sign in gets codes and refreshes; who has nobody acts for itself. */
  private static List<String> grantTypes(Map<String, Object> body, boolean confidential) {
    if (body.get("redirectUris") instanceof List<?> uris && !uris.isEmpty()) {
      return List.of("authorization_code", "refresh_token");
    }
    return confidential ? List.of("client_credentials") : List.of();
  }

  /** Null takes its own away. */
  private static long refreshTokenSeconds(Map<String, Object> body, ClientSettings before) {
    return body.containsKey(REFRESH_TOKEN_LIFETIME)
        ? seconds(body, REFRESH_TOKEN_LIFETIME).orElse(AS_THE_TENANT_SETS)
        : before.refreshTokenSeconds();
  }

  /** Members that are sent replace those before; null takes one away. */
  private static Map<String, Object> metadata(Map<String, Object> body, ClientSettings before) {
    if (!body.containsKey("metadata")) {
      return before.metadata();
    }
    if (!(body.get("metadata") instanceof Map<?, ?> sent)) {
      throw Problem.invalid("metadata", "metadata is an object.");
    }
    Map<String, Object> all = new HashMap<>(before.metadata());
    sent.forEach((name, value) -> all.put(String.valueOf(name), value));
    all.values().removeIf(Objects::isNull);
    return MetadataRules.check(all);
  }

  /** How long a secret that is replaced still holds; at once over if nothing is said. */
  static Duration overlap(Map<String, Object> body) {
    if (body == null) {
      return Duration.ZERO;
    }
    Members.of(body, Set.of("overlapSeconds"));
    Object value = body.getOrDefault("overlapSeconds", 0);
    if (value instanceof Integer seconds && seconds >= 0 && seconds <= MAX_OVERLAP_SECONDS) {
      return Duration.ofSeconds(seconds);
    }
    throw Problem.invalid(
        "overlapSeconds", "overlapSeconds is a number, 0 to " + MAX_OVERLAP_SECONDS + ".");
  }

  /** A list of scopes that must be there. */
  static List<String> scopes(Members members, String name) {
    return matching(members, name, SCOPE)
        .orElseThrow(() -> Problem.invalid(name, name + " is needed."));
  }

  private static Optional<List<String>> matching(Members members, String name, Pattern shape) {
    Optional<List<String>> items = members.texts(name, MAX_ITEMS, 200).map(ClientBody::distinct);
    items.ifPresent(
        list -> {
          requireStorable(name, list);
          if (!list.stream().allMatch(item -> shape.matcher(item).matches())) {
            throw Problem.invalid(name, "An item of " + name + " is malformed.");
          }
        });
    return items;
  }

  private static Optional<List<String>> uris(Members members, String name) {
    Optional<List<String>> items = members.texts(name, MAX_ITEMS, 1_000).map(ClientBody::distinct);
    items.ifPresent(list -> requireStorable(name, list));
    return items;
  }

  private static void requireStorable(String name, List<String> items) {
    if (String.join(" ", items).length() > (name.equals("grantTypes") ? 1_000 : MAX_STORED)) {
      throw Problem.invalid(name, name + " is too long in all.");
    }
  }

  private static Optional<String> oneOf(Members members, String name, Set<String> allowed) {
    Optional<String> value = members.text(name, 50);
    if (value.filter(text -> !allowed.contains(text)).isPresent()) {
      throw Problem.invalid(name, name + " is one of " + String.join(", ", allowed) + ".");
    }
    return value;
  }

  private static Optional<Long> seconds(Map<String, Object> body, String name) {
    Object value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer seconds && seconds > 0 && seconds <= MAX_SECONDS) {
      return Optional.of(seconds.longValue());
    }
    throw Problem.invalid(name, name + " is a number of seconds, 1 to " + MAX_SECONDS + ".");
  }

  private static List<String> distinct(List<String> items) {
    return items.stream().distinct().toList();
  }
}
