/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/** Converts client metadata (RFC 7591 section 2) to settings and back. */
public final class ClientMetadataMapper {

  private static final String METHOD = "token_endpoint_auth_method";
  private static final long AS_THE_TENANT_SETS = 0;
  private static final int MAX_NAME = 255;
  private static final int MAX_ITEMS = 50;
  private static final int MAX_LENGTH = 4_000;

  /** Members that a client cannot set itself; only an administrator can. */
  public static final Set<String> NOT_SELF_GIVEN =
      Set.of(
          "first_party",
          "id_jag_clients",
          "profile",
          Client.SELF_REGISTERED,
          "token_exchange_audiences",
          "token_exchange_impersonation",
          "token_exchange_scope",
          "token_exchange_sources");

  private ClientMetadataMapper() {}

  /**
   * Reads metadata that a client sent for itself.
   *
   * @param lifetime the lifetime of its access tokens in seconds
   * @throws OAuthException 400 {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   */
  public static RegisteredClientSettings settings(Map<String, Object> sent, long lifetime) {
    return settings(sent, lifetime, ClientMetadataConsistencyValidator::require);
  }

  /**
   * Reads metadata that a client sent for itself to replace existing settings.
   *
   * @param before the existing settings
   * @param lifetime the lifetime of its access tokens in seconds
   * @throws OAuthException 400 {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   */
  public static RegisteredClientSettings settings(
      RegisteredClientSettings before, Map<String, Object> sent, long lifetime) {
    return settings(
        sent, lifetime, client -> ClientMetadataConsistencyValidator.require(before, client));
  }

  private static RegisteredClientSettings settings(
      Map<String, Object> sent, long lifetime, Consumer<RegisteredClientSettings> together) {
    String method = text(sent, METHOD, "client_secret_basic"); // section 2
    if (!ClientAuthenticationMethods.isRegistrable(method)) {
      throw invalid(
          METHOD
              + " must be one of token_endpoint_auth_methods_supported in the server "
              + "metadata.");
    }
    boolean confidential = !method.equals(ClientAuthenticationMethods.NONE);
    List<String> grants = texts(sent, "grant_types", List.of("authorization_code"));
    if (!confidential && grants.contains("client_credentials")) {
      throw invalid("A public client cannot use client_credentials.");
    }
    List<String> redirects = texts(sent, "redirect_uris", List.of());
    if (redirects.isEmpty() && grants.contains("authorization_code")) {
      throw redirect("redirect_uris is required for the grant type authorization_code.");
    }
    try {
      ClientRedirectUriValidator.check("redirect_uris", redirects);
    } catch (ApiException e) {
      throw redirect(e.getMessage());
    }
    try {
      var settings =
          new RegisteredClientSettings(
              name(sent),
              confidential,
              true,
              !confidential || !Boolean.FALSE.equals(sent.get("require_pkce")),
              text(sent, "application_type", "web"),
              grants,
              scopes(sent),
              List.of(method),
              redirects,
              ClientRedirectUriValidator.audiences(texts(sent, "audience_uris", List.of())),
              lifetime,
              AS_THE_TENANT_SETS,
              ClientMetadataValidator.check(further(sent)));
      together.accept(settings);
      requireSound(settings);
      return settings;
    } catch (ApiException e) {
      throw invalid(e.getMessage());
    }
  }

  /** Returns the complete registered metadata of a client. */
  public static Map<String, Object> metadata(RegisteredClientSettings settings) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("client_name", settings.name());
    metadata.put("redirect_uris", settings.redirectUris());
    metadata.put("grant_types", settings.grantTypes());
    metadata.put("application_type", settings.applicationType());
    metadata.put(METHOD, settings.authenticationMethods().stream().findFirst().orElse("none"));
    metadata.put("scope", String.join(" ", settings.scopes()));
    if (!settings.audienceUris().isEmpty()) {
      metadata.put("audience_uris", settings.audienceUris());
    }
    settings.metadata().forEach(metadata::putIfAbsent);
    metadata.keySet().removeAll(NOT_SELF_GIVEN);
    metadata.putIfAbsent(
        "response_types",
        settings.grantTypes().contains("authorization_code") ? List.of("code") : List.of());
    return metadata;
  }

  /** Section 3.2.1: unknown members are omitted. */
  private static Map<String, Object> further(Map<String, Object> sent) {
    Map<String, Object> known = new LinkedHashMap<>();
    sent.forEach(
        (name, value) -> {
          if (value != null
              && ClientMetadataValidator.isKnown(name)
              && !NOT_SELF_GIVEN.contains(name)) {
            known.put(name, value);
          }
        });
    return known;
  }

  private static void requireSound(RegisteredClientSettings settings) {
    if (!Set.of("web", "native").contains(settings.applicationType())) {
      throw invalid("application_type must be web or native.");
    }
    if (settings.name().length() > MAX_NAME) {
      throw invalid("client_name must have at most " + MAX_NAME + " characters.");
    }
    requireCorresponding(settings);
  }

  /** Checks section 2.1, and that there is a grant to refresh. */
  private static void requireCorresponding(RegisteredClientSettings settings) {
    List<String> grants = settings.grantTypes();
    boolean code =
        settings.metadata().get("response_types") instanceof List<?> types
            && types.contains("code");
    if (code && !grants.contains("authorization_code")) {
      throw invalid("The response type code requires the grant type authorization_code.");
    }
    if (grants.equals(List.of("refresh_token"))) {
      throw invalid(
          "The grant type refresh_token requires another grant type that issues "
              + "refresh tokens.");
    }
  }

  /**
   * Returns an empty name if the client has none: the client id is then shown (RFC 7591 section 2).
   */
  private static String name(Map<String, Object> sent) {
    String name = text(sent, "client_name", "").strip();
    return name.isEmpty() ? name : DisplayNameValidator.requireValid("client_name", name);
  }

  private static List<String> scopes(Map<String, Object> sent) {
    String scope = text(sent, "scope", "");
    List<String> scopes = scope.isBlank() ? List.of() : Arrays.asList(scope.strip().split(" +"));
    if (scopes.stream().anyMatch(one -> !ScopeValueValidator.isValid(one))) {
      throw invalid(
          "scope must be scopes of 1 to "
              + ScopeValueValidator.MAX_LENGTH
              + " visible ASCII characters, separated by spaces.");
    }
    return scopes;
  }

  private static String text(Map<String, Object> sent, String name, String absent) {
    Object value = sent.get(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof String text
        && text.length() <= MAX_LENGTH
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw invalid(name + " must be a string.");
  }

  private static List<String> texts(Map<String, Object> sent, String name, List<String> absent) {
    Object value = sent.get(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof List<?> items
        && items.size() <= MAX_ITEMS
        && items.stream().allMatch(item -> item instanceof String text && text.indexOf(' ') < 0)
        && items.toString().length() <= MAX_LENGTH) {
      return items.stream().map(String.class::cast).distinct().toList();
    }
    throw invalid(name + " must be a list of strings.");
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(400, "invalid_client_metadata", description);
  }

  private static OAuthException redirect(String description) {
    return new OAuthException(400, "invalid_redirect_uri", description);
  }
}
