/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * A connection to an OpenID provider, as configured by an administrator.
 *
 * @param issuer {@code iss} of its ID tokens, compared byte for byte
 * @param clientId the client id of this server at the provider
 * @param secret the client secret at the provider
 * @param authentication {@code token_endpoint_auth_method}
 * @param scopes the requested scopes
 * @param algorithms the accepted signature algorithms of its ID tokens
 * @param responseMode the requested response mode; empty for the default
 * @param parameters additional parameters of the authorization request
 * @param claims the value of the {@code claims} parameter
 */
record OidcProviderConnection(
    String issuer,
    String clientId,
    Optional<String> secret,
    String authentication,
    List<String> scopes,
    Set<String> algorithms,
    Optional<String> responseMode,
    Map<String, String> parameters,
    Map<?, ?> claims) {

  static final String BASIC = "client_secret_basic";
  static final String POST = "client_secret_post";
  static final String PRIVATE_KEY = "private_key_jwt";
  static final String NONE = "none";

  private static final Set<String> AUTHENTICATION = Set.of(BASIC, POST, PRIVATE_KEY, NONE);

  /**
   * Asymmetric algorithms only: with a shared secret, this server could sign the provider's tokens.
   */
  private static final Set<String> KNOWN =
      Set.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");

  private static final Set<String> USUAL = Set.of("RS256", "ES256", "PS256");
  private static final Set<String> MODES = Set.of("query", "form_post");

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
          "request",
          "request_uri",
          "claims",
          "prompt",
          "max_age",
          "client_secret");

  /**
   * Reads a connection.
   *
   * @throws IllegalArgumentException with a message for the administrator
   */
  static OidcProviderConnection read(Map<String, Object> settings) {
    var connection =
        new OidcProviderConnection(
            text(settings, "issuer").orElse(""),
            text(settings, "clientId").orElse(""),
            text(settings, "clientSecret"),
            text(settings, "tokenEndpointAuthMethod").orElse(BASIC),
            withOpenId(texts(settings, "scopes")),
            algorithms(settings),
            text(settings, "responseMode"),
            parameters(settings),
            settings.get("customClaims") instanceof Map<?, ?> claims ? claims : Map.of());
    connection.requireSound();
    return connection;
  }

  private void requireSound() {
    require(
        WebUrlParser.parseIssuer(issuer).isPresent(),
        "`issuer` must be an https URL without query and fragment.");
    require(!clientId.isBlank(), "`clientId` is required.");
    require(
        AUTHENTICATION.contains(authentication),
        "`tokenEndpointAuthMethod` must be one of " + new TreeSet<>(AUTHENTICATION) + ".");
    boolean needed = authentication.equals(BASIC) || authentication.equals(POST);
    require(
        !needed || secret.isPresent(),
        "`clientSecret` is required. Send it again when the issuer, `clientId` or `providerConfig` changes.");
    require(
        responseMode.map(MODES::contains).orElse(true),
        "`responseMode` must be query or form_post.");
    require(
        parameters.keySet().stream().noneMatch(OURS::contains),
        "`authorizationParameters` must not contain parameters that the "
            + "authorization request sets itself.");
  }

  private static Set<String> algorithms(Map<String, Object> settings) {
    var wanted = texts(settings, "idTokenAlgorithms");
    require(
        KNOWN.containsAll(wanted),
        "`idTokenAlgorithms` must contain only " + new TreeSet<>(KNOWN) + ".");
    return wanted.isEmpty() ? USUAL : Set.copyOf(wanted);
  }

  /**
   * OpenID Connect Core section 3.1.2.1: without the scope {@code openid}, no ID token is issued.
   */
  private static List<String> withOpenId(List<String> scopes) {
    Set<String> all = new LinkedHashSet<>(List.of("openid"));
    all.addAll(scopes);
    return List.copyOf(all);
  }

  private static Map<String, String> parameters(Map<String, Object> settings) {
    Map<String, String> parameters = new TreeMap<>();
    if (settings.get("authorizationParameters") instanceof Map<?, ?> sent) {
      sent.forEach(
          (name, value) -> {
            require(
                value instanceof String,
                "The values of `authorizationParameters` must be strings.");
            parameters.put(String.valueOf(name), (String) value);
          });
    }
    return parameters;
  }

  private static Optional<String> text(Map<String, Object> settings, String name) {
    Object value = settings.get(name);
    require(value == null || value instanceof String, name + " must be a string.");
    return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
  }

  private static List<String> texts(Map<String, Object> settings, String name) {
    List<String> texts = new ArrayList<>();
    Object value = settings.get(name);
    require(value == null || value instanceof List<?>, name + " must be a list of strings.");
    if (value instanceof List<?> items) {
      for (Object item : items) {
        require(item instanceof String, name + " must be a list of strings.");
        texts.add((String) item);
      }
    }
    return texts;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  @Override
  public String toString() {
    return "Connection[" + issuer + ", " + clientId + "]";
  }
}
