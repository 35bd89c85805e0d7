/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.oauth.client.RequestObjectRules;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Reads authentication requests: signed requests of clients that registered a signing algorithm,
 * and plain requests of other clients.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#signed_auth_request">CIBA
 *     section 7.1.1</a>
 */
@Component(service = BackchannelRequestSourceResolver.class)
public final class BackchannelRequestSourceResolver {

  /** {@code backchannel_authentication_request_signing_alg_values_supported}. */
  public static final List<String> ALGORITHMS =
      List.of("ES256", "ES384", "PS256", "RS256", "Ed25519", "EdDSA");

  /** Section 7.1.1 defines no type; RFC 9101 section 10.8 defines one for all request objects. */
  private static final Set<String> TYPES = Set.of("", "jwt", "oauth-authz-req+jwt");

  /** Parameters of a request object for the authorization endpoint. */
  private static final Set<String> OF_AUTHORIZATION = Set.of("response_type", "redirect_uri");

  private static final Set<String> REQUIRED = Set.of("iat", "nbf", "jti");
  private static final String KIND = "ciba-signed-request";
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofSeconds(10);
  private static final int MAX_ID = 512;

  /** Claims of the JWT itself. */
  private static final Set<String> OF_THE_JWT =
      Set.of("iss", "aud", "exp", "iat", "nbf", "jti", "sub");

  /** Parameters allowed outside a signed request: those that authenticate the client. */
  private static final Set<String> BESIDE =
      Set.of("request", "client_id", "client_secret", "client_assertion", "client_assertion_type");

  private final ForeignJwtVerifier jwts;
  private final ShortLivedRecordStore store;
  private final Optional<ClientKeyProvider> keys;
  private final InstantSource clock;

  /**
   * @param keys null if no client key module is installed
   */
  @Activate
  public BackchannelRequestSourceResolver(
      @Reference ForeignJwtVerifier jwts,
      @Reference ShortLivedRecordStore store,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          ClientKeyProvider keys,
      @Reference InstantSource clock) {
    this.jwts = jwts;
    this.store = store;
    this.keys = Optional.ofNullable(keys);
    this.clock = clock;
  }

  /** Returns whether signed requests can be verified at the moment. */
  public boolean available() {
    return keys.isPresent();
  }

  /**
   * Returns the parameters of the request.
   *
   * @throws OAuthException {@code invalid_request}
   * @throws ApiException 503 {@code module_unavailable} while client keys are unavailable
   */
  Map<String, List<String>> parameters(TenantContext tenant, Client client, OAuthRequest request) {
    Optional<String> object = request.parameter("request");
    Optional<String> algorithm = algorithm(client);
    if (object.isEmpty() && (algorithm.isPresent() || mustSign(client))) {
      throw OAuthException.invalidRequest("This client must sign its requests.");
    }
    if (object.isEmpty()) {
      return request.parameters();
    }
    if (algorithm.isEmpty()) { // section 4: the client then sends plain requests
      throw OAuthException.invalidRequest(
          "The client must be registered with "
              + "backchannel_authentication_request_signing_alg to sign its requests.");
    }
    if (!BESIDE.containsAll(request.parameters().keySet())) {
      throw OAuthException.invalidRequest(
          "A parameter is outside the signed request. Send all parameters in the "
              + "signed request.");
    }
    return texts(claims(tenant, client, object.get(), algorithm.get()));
  }

  private Map<String, Object> claims(
      TenantContext tenant, Client client, String jwt, String algorithm) {
    ClientKeyProvider of =
        keys.orElseThrow(() -> ApiException.moduleUnavailable("oauth-client-keys"));
    var profile = RequestObjectRules.of(client); // FAPI 2.0, if the client uses that profile
    var expected =
        new JwtExpectation(
            TYPES,
            profile.narrow(Set.of(algorithm)),
            Optional.of(client.clientId()),
            Set.of(tenant.issuer()),
            REQUIRED,
            Optional.empty(),
            Optional.of(LONGEST),
            SKEW,
            false);
    try {
      Map<String, Object> claims =
          jwts.verify(jwt, kid -> of.find(tenant, client, kid), expected).claims();
      requireNoAuthorizationRequest(claims);
      profile.requireTimes(claims, clock.instant(), SKEW);
      requireFirstUse(tenant, client, claims);
      return claims;
    } catch (InvalidTokenException e) {
      throw refused(e.getMessage());
    }
  }

  /** Both kinds of request can have the same type, client and audience. */
  private static void requireNoAuthorizationRequest(Map<String, Object> claims) {
    for (String name : OF_AUTHORIZATION) {
      if (claims.containsKey(name)) {
        throw refused(name + " is only for requests to the authorization endpoint");
      }
    }
  }

  private void requireFirstUse(TenantContext tenant, Client client, Map<String, Object> claims) {
    if (!(claims.get("jti") instanceof String id) || id.isEmpty() || id.length() > MAX_ID) {
      throw refused("jti must be a string of 1 to " + MAX_ID + " characters");
    }
    Instant until = Instant.ofEpochSecond(((Number) claims.get("exp")).longValue() + 1).plus(SKEW);
    if (!store.add(tenant, KIND, client.clientId() + " " + id, Map.of(), until)) {
      throw refused("it was already used");
    }
  }

  private static Map<String, List<String>> texts(Map<String, Object> claims) {
    Map<String, List<String>> parameters = new HashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!OF_THE_JWT.contains(name) && value != null) {
            parameters.put(name, texts(name, value));
          }
        });
    return parameters;
  }

  private static List<String> texts(String name, Object value) {
    if (name.equals("authorization_details")) {
      return List.of(CibaValueJsonWriter.write(value));
    }
    if (name.equals("resource") && value instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return List.of(value.toString()); // section 7.1.1: requested_expiry may be a number
    }
    throw refused("the member " + (name.length() > 40 ? "" : name) + " must be a string");
  }

  private static Optional<String> algorithm(Client client) {
    return client.metadata().get("backchannel_authentication_request_signing_alg")
                instanceof String name
            && ALGORITHMS.contains(name)
        ? Optional.of(name)
        : Optional.empty();
  }

  private static boolean mustSign(Client client) {
    return Boolean.TRUE.equals(client.metadata().get("require_signed_request_object"));
  }

  private static OAuthException refused(String reason) {
    return OAuthException.invalidRequest("The signed request is invalid: " + reason + ".");
  }
}
