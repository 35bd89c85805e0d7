package org.lumoauth.authn.federationoidc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.api.outbound.WebUrlParser;

/**
 * A connection to an OpenID provider, as an administrator set it up.
 *
 * @param issuer {@code iss} of its ID tokens, compared byte for byte
 * @param clientId who we are there
 * @param secret our client's secret there
 * @param authentication {@code token_endpoint_auth_method}
 * @param scopes what is asked for
 * @param algorithms by which its ID tokens may be signed
 * @param responseMode how it is to answer; empty for its usual way
 * @param parameters what the authorization request has besides
 * @param claims what is asked for by {@code claims}
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

  /** Asymmetric ones alone: a secret that we know signs nothing for somebody else. */
  private static final Set<String> KNOWN =
      Set.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");

  private static final Set<String> USUAL = Set.of("RS256", "ES256", "PS256");
  private static final Set<String> MODES = Set.of("query", "form_post");

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
          "request",
          "request_uri",
          "claims",
          "prompt",
          "max_age",
          "client_secret");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a sentence for whoever set it up
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
        "issuer is an https URL without query and fragment.");
    require(!clientId.isBlank(), "clientId is needed.");
    require(
        AUTHENTICATION.contains(authentication),
        "tokenEndpointAuthMethod is one of " + new TreeSet<>(AUTHENTICATION) + ".");
    boolean needed = authentication.equals(BASIC) || authentication.equals(POST);
    require(
        !needed || secret.isPresent(),
        "clientSecret is needed, and again where the issuer, the client or providerConfig change.");
    require(responseMode.map(MODES::contains).orElse(true), "responseMode is query or form_post.");
    require(
        parameters.keySet().stream().noneMatch(OURS::contains),
        "authorizationParameters has none that the request has itself.");
  }

  private static Set<String> algorithms(Map<String, Object> settings) {
    var wanted = texts(settings, "idTokenAlgorithms");
    require(KNOWN.containsAll(wanted), "idTokenAlgorithms are of " + new TreeSet<>(KNOWN) + ".");
    return wanted.isEmpty() ? USUAL : Set.copyOf(wanted);
  }

  /** OpenID Connect Core section 3.1.2.1: without this scope there is no ID token. */
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
            require(value instanceof String, "authorizationParameters are texts.");
            parameters.put(String.valueOf(name), (String) value);
          });
    }
    return parameters;
  }

  private static Optional<String> text(Map<String, Object> settings, String name) {
    Object value = settings.get(name);
    require(value == null || value instanceof String, name + " is text.");
    return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
  }

  private static List<String> texts(Map<String, Object> settings, String name) {
    List<String> texts = new ArrayList<>();
    Object value = settings.get(name);
    require(value == null || value instanceof List<?>, name + " is a list of texts.");
    if (value instanceof List<?> items) {
      for (Object item : items) {
        require(item instanceof String, name + " is a list of texts.");
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
