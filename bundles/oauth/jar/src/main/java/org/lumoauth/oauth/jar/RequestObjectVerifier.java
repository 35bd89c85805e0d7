/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import com.nimbusds.jose.PlainObject;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.oauth.client.RequestObjectRules;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Validates request objects.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-6">RFC 9101 section 6</a>
 */
final class RequestObjectVerifier {

  /** The {@code request_object_signing_alg_values_supported}. */
  static final List<String> ALGORITHMS =
      List.of(
          "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "Ed25519", "EdDSA");

  private static final Set<String> TYPES = Set.of("oauth-authz-req+jwt", "jwt", "");
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofSeconds(10);
  private static final int MAX_LENGTH = 16_384;

  private final ForeignJwtVerifier jwts;
  private final ClientKeyProvider keys;
  private final RequestObjectDecrypter encrypted;
  private final InstantSource clock;

  RequestObjectVerifier(
      ForeignJwtVerifier jwts,
      ClientKeyProvider keys,
      RequestObjectDecrypter encrypted,
      InstantSource clock) {
    this.jwts = jwts;
    this.keys = keys;
    this.encrypted = encrypted;
    this.clock = clock;
  }

  /**
   * Returns the parameters of a request object.
   *
   * @param clientId the {@code client_id} parameter sent with it
   * @throws OAuthException {@code invalid_request_object} if the object is invalid
   */
  Map<String, List<String>> read(
      TenantContext tenant, Client client, String jwt, Optional<String> clientId) {
    Map<String, Object> claims = claims(tenant, client, jwt);
    if (clientId.isPresent() && !clientId.get().equals(client.clientId())) {
      throw invalid("the client_id parameter does not match the client of the object");
    }
    if (!client.clientId().equals(claims.getOrDefault("client_id", client.clientId()))) {
      throw invalid("the client_id claim must be the client ID"); // section 5
    }
    if (claims.containsKey("request") || claims.containsKey("request_uri")) { // section 4
      throw invalid("it must not contain request or request_uri");
    }
    if (client.clientId().equals(claims.get("sub"))) { // section 10.8: a client assertion
      throw invalid("sub must not be the client ID");
    }
    return RequestObjectParameterMapper.of(client, claims);
  }

  private Map<String, Object> claims(TenantContext tenant, Client client, String sent) {
    RequestObjectPolicy strictness = RequestObjectPolicy.of(client);
    try {
      String jwt = encrypted.decrypt(tenant, client, sent);
      var expected = expectation(client, strictness, tenant);
      Map<String, Object> claims =
          strictness.unsignedAllowed()
              ? unsigned(jwt, expected)
              : jwts.verify(jwt, kid -> keys.find(tenant, client, kid), expected).claims();
      RequestObjectRules.of(client).requireTimes(claims, clock.instant(), SKEW);
      requireOurs(tenant, client, claims);
      return claims;
    } catch (DecryptionException | InvalidTokenException e) {
      throw invalid(e.getMessage());
    }
  }

  private static JwtExpectation expectation(
      Client client, RequestObjectPolicy strictness, TenantContext tenant) {
    return new JwtExpectation(
        TYPES,
        algorithms(client),
        strictness.dated() ? Optional.of(client.clientId()) : Optional.empty(),
        strictness.dated() ? Set.of(tenant.issuer()) : Set.of(),
        strictness.dated() ? Set.of("client_id") : Set.of(),
        Optional.empty(),
        strictness.dated() ? Optional.of(LONGEST) : Optional.empty(),
        SKEW,
        false);
  }

  /**
   * Requires that {@code iss} and {@code aud}, if present, are the client and this server. They are
   * optional (section 4).
   */
  private static void requireOurs(TenantContext tenant, Client client, Map<String, Object> claims) {
    if (!client.clientId().equals(claims.getOrDefault("iss", client.clientId()))) {
      throw invalid("iss must be the client ID");
    }
    Object audience = claims.getOrDefault("aud", tenant.issuer());
    if (!(audience instanceof List<?> several ? several : List.of(audience))
        .contains(tenant.issuer())) {
      throw invalid("aud must contain the issuer of this server");
    }
  }

  /**
   * Reads an unsigned object, only for a client that registered {@code none} (OpenID Connect Core
   * section 6.1). Its times are validated as for any JWT (RFC 7519 sections 4.1.4 to 4.1.6).
   */
  private Map<String, Object> unsigned(String jwt, JwtExpectation expected)
      throws InvalidTokenException {
    try {
      if (jwt.length() > MAX_LENGTH) {
        throw invalid("it must have at most " + MAX_LENGTH + " characters");
      }
      Map<String, Object> claims = PlainObject.parse(jwt).getPayload().toJSONObject();
      if (claims == null) {
        throw invalid("the payload must be a JSON object");
      }
      jwts.check(claims, expected);
      return claims;
    } catch (ParseException | NullPointerException e) {
      // The library throws the second exception for a header that is JSON null.
      throw invalid("it is not an unsigned JWT, as registered for the client");
    }
  }

  private static Set<String> algorithms(Client client) {
    Set<String> registered =
        client.metadata().get("request_object_signing_alg") instanceof String one && !one.isEmpty()
            ? Set.of(one)
            : Set.copyOf(ALGORITHMS);
    return RequestObjectRules.of(client).narrow(registered);
  }

  private static OAuthException invalid(@Nullable String reason) {
    return new OAuthException(
        400, "invalid_request_object", "The request object is invalid: " + reason + ".");
  }
}
