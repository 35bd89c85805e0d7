/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.oauth.clients.metadata.ClientAuthenticationMethods;
import org.lumoauth.oauth.clients.metadata.ClientMetadataConsistencyValidator;
import org.lumoauth.oauth.clients.metadata.ClientMetadataValidator;
import org.lumoauth.oauth.clients.metadata.ClientRedirectUriValidator;
import org.lumoauth.platform.web.description.SchemaPropertyNameReader;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/** Parses the request body of a client. */
public final class ClientRequestParser {

  private static final String TYPE = "applicationType";
  private static final String USUAL_TYPE = "web";
  private static final String METHODS = "tokenEndpointAuthMethods";
  private static final String ACCESS_TOKEN_LIFETIME = "accessTokenLifetime";
  private static final String REFRESH_TOKEN_LIFETIME = "refreshTokenLifetime";
  private static final Set<String> MEMBERS =
      SchemaPropertyNameReader.namesOf(ClientRequestSchema.class);

  private static final long AS_THE_TENANT_SETS = 0;
  private static final long MAX_SECONDS = 31_536_000;
  private static final int MAX_OVERLAP_SECONDS = 2_592_000;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_STORED = 4_000;
  private static final Pattern GRANT_TYPE = Pattern.compile("[a-z][a-z0-9_:.-]{0,199}");
  private static final String IDENTIFIERS =
      "1 to 200 of a-z, 0-9, _, :, . and -, and begin with a letter";
  private static final String SCOPES =
      "1 to "
          + ScopeValueValidator.MAX_LENGTH
          + " visible ASCII characters without quotes and backslashes";
  private static final Set<String> APPLICATION_TYPES = Set.of(USUAL_TYPE, "native", "service");
  private static final List<String> SECRET_METHODS =
      List.of("client_secret_basic", "client_secret_post");

  private ClientRequestParser() {}

  /**
   * Parses a new client.
   *
   * @param lifetime the default lifetime of its access tokens in seconds
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static RegisteredClientSettings create(Map<String, Object> body, long lifetime) {
    return create(body, lifetime, List.of());
  }

  /**
   * Parses a new client.
   *
   * @param lifetime the default lifetime of its access tokens in seconds
   * @param scopes the default scopes
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static RegisteredClientSettings create(
      Map<String, Object> body, long lifetime, List<String> scopes) {
    var members = members(body);
    boolean confidential = members.flag("isConfidential").orElse(true);
    var defaults =
        new RegisteredClientSettings(
            name(members),
            confidential,
            true,
            true,
            USUAL_TYPE,
            grantTypes(body, confidential),
            scopes,
            confidential ? SECRET_METHODS : List.of("none"),
            List.of(),
            List.of(),
            lifetime,
            AS_THE_TENANT_SETS,
            Map.of());
    return change(defaults, body, lifetime);
  }

  /**
   * Merges the submitted members into the client; absent members are unchanged.
   *
   * @param lifetime the lifetime of its access tokens in seconds if the body clears it
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static RegisteredClientSettings change(
      RegisteredClientSettings before, Map<String, Object> body, long lifetime) {
    var members = members(body);
    boolean confidential = members.flag("isConfidential").orElse(before.confidential());
    if (confidential && !before.confidential()) {
      throw ApiException.invalid(
          "isConfidential", "A public client cannot become confidential. Register a new client.");
    }
    var settings =
        new RegisteredClientSettings(
            members.has("name") ? name(members) : before.name(),
            confidential,
            members.flag("isActive").orElse(before.active()),
            members.flag("requiresPkce").orElse(before.requiresPkce()) || !confidential,
            members.has(TYPE)
                ? oneOf(members, TYPE, APPLICATION_TYPES).orElse(USUAL_TYPE)
                : before.applicationType(),
            matching(members, "grantTypes", ClientRequestParser::isGrantType, IDENTIFIERS)
                .orElse(before.grantTypes()),
            scopes(members).orElse(before.scopes()),
            confidential
                ? matching(members, METHODS, ClientRequestParser::isGrantType, IDENTIFIERS)
                    .map(methods -> ClientAuthenticationMethods.check(METHODS, methods))
                    .orElse(before.authenticationMethods())
                : List.of("none"),
            uris(members, "redirectUris")
                .map(uris -> ClientRedirectUriValidator.check("redirectUris", uris))
                .orElse(before.redirectUris()),
            uris(members, "audienceUris")
                .map(ClientRedirectUriValidator::audiences)
                .orElse(before.audienceUris()),
            seconds(body, ACCESS_TOKEN_LIFETIME, before.accessTokenSeconds(), lifetime),
            seconds(body, REFRESH_TOKEN_LIFETIME, before.refreshTokenSeconds(), AS_THE_TENANT_SETS),
            metadata(body, before));
    ClientMetadataConsistencyValidator.require(before, settings);
    if (!settings.confidential() && settings.grantTypes().contains("client_credentials")) {
      throw ApiException.invalid("grantTypes", "A public client cannot use client_credentials.");
    }
    return settings;
  }

  private static JsonObjectMemberReader members(Map<String, Object> body) {
    if (body != null) {
      body.keySet().stream()
          .filter(name -> !MEMBERS.contains(name) && ClientMetadataValidator.isKnown(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw ApiException.invalid(
                    name, name + " is client metadata. Send it as a member of `metadata`.");
              });
    }
    return JsonObjectMemberReader.of(body, MEMBERS);
  }

  private static String name(JsonObjectMemberReader members) {
    return DisplayNameValidator.requireValid("name", members.requireText("name", 255));
  }

  /**
   * A client with user sign-in gets code and refresh grants; a client without users acts for
   * itself.
   */
  private static List<String> grantTypes(Map<String, Object> body, boolean confidential) {
    if (body.get("redirectUris") instanceof List<?> uris && !uris.isEmpty()) {
      return List.of("authorization_code", "refresh_token");
    }
    return confidential ? List.of("client_credentials") : List.of();
  }

  /** Submitted members replace existing members; null removes a member. */
  private static Map<String, Object> metadata(
      Map<String, Object> body, RegisteredClientSettings before) {
    if (!body.containsKey("metadata")) {
      return before.metadata();
    }
    if (!(body.get("metadata") instanceof Map<?, ?> sent)) {
      throw ApiException.invalid("metadata", "metadata must be an object.");
    }
    Map<String, Object> all = new HashMap<>(before.metadata());
    sent.forEach((name, value) -> all.put(String.valueOf(name), value));
    all.values().removeIf(Objects::isNull);
    return ClientMetadataValidator.check(all);
  }

  /**
   * Returns how long a replaced secret remains valid; by default it becomes invalid immediately.
   */
  static Duration overlap(Map<String, Object> body) {
    if (body == null) {
      return Duration.ZERO;
    }
    JsonObjectMemberReader.of(body, Set.of("overlapSeconds"));
    Object value = body.getOrDefault("overlapSeconds", 0);
    if (value instanceof Integer seconds && seconds >= 0 && seconds <= MAX_OVERLAP_SECONDS) {
      return Duration.ofSeconds(seconds);
    }
    throw ApiException.invalid(
        "overlapSeconds", "overlapSeconds must be a number from 0 to " + MAX_OVERLAP_SECONDS + ".");
  }

  /** Reads the scopes by either of their two names. */
  private static Optional<List<String>> scopes(JsonObjectMemberReader members) {
    Optional<List<String>> scopes =
        matching(members, "scopes", ScopeValueValidator::isValid, SCOPES);
    Optional<List<String>> allowed =
        matching(members, "allowedScopes", ScopeValueValidator::isValid, SCOPES);
    if (scopes.isPresent() && allowed.isPresent() && !scopes.equals(allowed)) {
      throw ApiException.invalid(
          "allowedScopes", "allowedScopes is an alias of scopes. Send only one of them.");
    }
    return allowed.or(() -> scopes);
  }

  /** Parses a required list of scopes. */
  static List<String> scopes(JsonObjectMemberReader members, String name) {
    return matching(members, name, ScopeValueValidator::isValid, SCOPES)
        .orElseThrow(() -> ApiException.invalid(name, name + " is required."));
  }

  private static Optional<List<String>> matching(
      JsonObjectMemberReader members, String name, Predicate<String> fits, String expected) {
    Optional<List<String>> items =
        members.textList(name, MAX_ITEMS, 200).map(ClientRequestParser::distinct);
    items.ifPresent(
        list -> {
          requireStorable(name, list);
          if (!list.stream().allMatch(fits)) {
            throw ApiException.invalid(name, "Each item of " + name + " must be " + expected + ".");
          }
        });
    return items;
  }

  private static boolean isGrantType(String text) {
    return GRANT_TYPE.matcher(text).matches();
  }

  private static Optional<List<String>> uris(JsonObjectMemberReader members, String name) {
    Optional<List<String>> items =
        members.textList(name, MAX_ITEMS, 1_000).map(ClientRequestParser::distinct);
    items.ifPresent(list -> requireStorable(name, list));
    return items;
  }

  private static void requireStorable(String name, List<String> items) {
    int most = name.equals("grantTypes") ? 1_000 : MAX_STORED;
    if (String.join(" ", items).length() > most) {
      throw ApiException.invalid(
          name, name + " must have at most " + most + " characters in total.");
    }
  }

  private static Optional<String> oneOf(
      JsonObjectMemberReader members, String name, Set<String> allowed) {
    Optional<String> value = members.text(name, 50);
    if (value.filter(text -> !allowed.contains(text)).isPresent()) {
      throw ApiException.invalid(
          name, name + " must be one of " + String.join(", ", allowed) + ".");
    }
    return value;
  }

  /** Null clears the client's own value. */
  private static long seconds(
      Map<String, Object> body, String name, long before, long withoutItsOwn) {
    if (!body.containsKey(name)) {
      return before;
    }
    Object value = body.get(name);
    if (value == null) {
      return withoutItsOwn;
    }
    if (value instanceof Integer seconds && seconds > 0 && seconds <= MAX_SECONDS) {
      return seconds;
    }
    throw ApiException.invalid(
        name, name + " must be a number of seconds from 1 to " + MAX_SECONDS + ".");
  }

  private static List<String> distinct(List<String> items) {
    return items.stream().distinct().toList();
  }
}
