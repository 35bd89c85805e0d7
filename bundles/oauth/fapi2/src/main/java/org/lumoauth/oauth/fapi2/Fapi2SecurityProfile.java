/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.fapi2;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Enforces the FAPI 2.0 Security Profile.
 *
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile, section 5.3.2</a>
 */
@Component(property = {"lumoauth.kind=client-profile", "lumoauth.name=fapi2-security"})
public final class Fapi2SecurityProfile implements ClientSecurityProfile {

  static final Set<String> METHODS =
      Set.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");
  static final List<String> OURS =
      List.of(
          "id_token_signed_response_alg",
          "userinfo_signed_response_alg",
          "authorization_signed_response_alg",
          "introspection_signed_response_alg");
  static final String STANDARD = "ES256";
  private static final long CODE_SECONDS = 60;

  /**
   * The maximum lifetime of request objects (Message Signing section 5.3.1), with or without signed
   * responses.
   */
  static final int OBJECT_SECONDS = 3_600;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  /**
   * Returns whether the redirect URI uses https; http is permitted only for native apps on a
   * loopback address.
   */
  private static boolean sound(String redirectUri) {
    URI uri = URI.create(redirectUri);
    return !"http".equalsIgnoreCase(uri.getScheme()) || LOOPBACK.contains(uri.getHost());
  }

  /**
   * Returns the client settings that the profile requires (sections 5.3.2.1, 5.3.2.2 and 5.4.1).
   */
  @Override
  public Map<String, Object> metadata(Client client) {
    Map<String, Object> metadata = new HashMap<>(client.metadata());
    metadata.put("require_pushed_authorization_requests", true);
    metadata.put("require_pkce", true);
    metadata.put("refresh_token_rotation", false);
    metadata.put("authorization_code_lifetime", CODE_SECONDS);
    metadata.put("access_token_signing_algs", RequestJwtInspector.SIGNING);
    // The reader of the request object enforces these, because the object may still be encrypted
    // here.
    metadata.put("request_object_signing_algs", RequestJwtInspector.SIGNED);
    if (Boolean.TRUE.equals(metadata.get("require_signed_request_object"))) {
      metadata.put("request_object_lifetime", OBJECT_SECONDS);
    }
    metadata.putIfAbsent("id_token_signed_response_alg", STANDARD);
    metadata.putIfAbsent("authorization_signed_response_alg", STANDARD);
    metadata.putIfAbsent("introspection_signed_response_alg", STANDARD);
    return metadata;
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    require(
        request.source().equals("par"),
        "invalid_request",
        "The client must push its authorization requests (RFC 9126) and send only "
            + "client_id and request_uri.");
    require(client.confidential(), "unauthorized_client", "The client must be confidential.");
    require(
        request.responseType().equals("code"),
        "unsupported_response_type",
        "The response_type must be code.");
    require(
        request.codeChallenge().isPresent(), // S256 is the only supported method.
        "invalid_request",
        "The request must contain a code_challenge with method S256.");
    require(
        request.redirectUriGiven() && sound(request.redirectUri()),
        "invalid_request",
        "The request must contain a redirect_uri with the https scheme.");
    require(
        isSenderConstrained(client),
        "unauthorized_client",
        "The client must be registered for DPoP or certificate-bound tokens.");
    for (String member : OURS) {
      require(
          text(client, member).map(RequestJwtInspector.ALLOWED::contains).orElse(true),
          "unauthorized_client",
          member + " of the client must be PS256, ES256 or EdDSA.");
    }
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedTokenRequest request) {
    require(
        request.confirmation().isPresent(),
        "invalid_request",
        "The token request must use a DPoP proof or a client certificate.");
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    require(
        client.client().confidential() && METHODS.contains(client.method()),
        "invalid_client",
        "The client must authenticate by private_key_jwt or by a certificate.");
    request.parameter("client_assertion").ifPresent(jwt -> checkAssertion(tenant, jwt));
    for (String proof : request.headers().getOrDefault("dpop", List.of())) {
      require(
          RequestJwtInspector.isAllowed(proof),
          "invalid_dpop_proof",
          "The DPoP proof must be signed by PS256, ES256 or EdDSA.");
    }
  }

  private static void checkAssertion(TenantContext tenant, String jwt) {
    require(
        RequestJwtInspector.isAllowed(jwt),
        "invalid_client",
        "The client assertion must be signed by PS256, ES256 or EdDSA.");
    require(
        tenant.issuer().equals(RequestJwtInspector.claim(jwt, "aud")),
        "invalid_client",
        "The aud of the client assertion must be the issuer as a string.");
  }

  static boolean isSenderConstrained(Client client) {
    return List.of("dpop_bound_access_tokens", "tls_client_certificate_bound_access_tokens")
        .stream()
        .map(client.metadata()::get)
        .anyMatch(Boolean.TRUE::equals);
  }

  static void require(boolean holds, String code, String otherwise) {
    if (!holds) {
      int status = code.equals("invalid_client") ? 401 : 400;
      throw new OAuthException(status, code, otherwise);
    }
  }

  static Optional<String> text(Client client, String member) {
    return Optional.ofNullable(client.metadata().get(member))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }
}
