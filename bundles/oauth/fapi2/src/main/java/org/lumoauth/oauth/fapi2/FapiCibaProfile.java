/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.fapi2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Enforces the FAPI profile of CIBA: signed backchannel requests, strong client authentication and
 * sender-constrained tokens, with PS256 or ES256.
 *
 * <p>A client assertion may contain the issuer, the token endpoint or the backchannel
 * authentication endpoint as {@code aud} (CIBA Core section 7.1), unlike those of {@link
 * Fapi2SecurityProfile}.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-financial-api-ciba-ID1.html#section-5.2.2">FAPI-CIBA
 *     section 5.2.2</a>
 * @see <a href="https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-5.2.2">FAPI
 *     1.0 Advanced section 5.2.2</a>
 */
@Component(property = {"lumoauth.kind=client-profile", "lumoauth.name=fapi-ciba"})
public final class FapiCibaProfile implements ClientSecurityProfile {

  /** FAPI 1.0 Advanced section 8.6. */
  private static final List<String> ALGORITHMS = List.of("ES256", "PS256");

  private static final Set<String> ALLOWED = Set.copyOf(ALGORITHMS);
  private static final String WORDS = " must be signed by PS256 or ES256.";

  /** FAPI 1.0 Advanced section 5.2.2, items 13 and 17. */
  private static final int OBJECT_SECONDS = 3_600;

  @Override
  public Map<String, Object> metadata(Client client) {
    Map<String, Object> metadata = new HashMap<>(client.metadata());
    metadata.put("require_signed_request_object", true);
    metadata.put("request_object_lifetime", OBJECT_SECONDS);
    metadata.put("request_object_signing_algs", ALGORITHMS);
    metadata.put("access_token_signing_algs", ALGORITHMS);
    for (String member : Fapi2SecurityProfile.OURS) {
      if (!member.startsWith(
          "userinfo")) { // UserInfo responses are JSON unless the client registers an algorithm.
        metadata.putIfAbsent(member, Fapi2SecurityProfile.STANDARD);
      }
    }
    return metadata;
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    throw OAuthException.unauthorizedClient(
        "The profile fapi-ciba covers backchannel authentication only. Register another client for"
            + " the authorization endpoint.");
  }

  /** Checks item 16 of FAPI 1.0 Advanced; a DPoP proof is accepted like a certificate. */
  @Override
  public void check(TenantContext tenant, AuthenticatedTokenRequest request) {
    Fapi2SecurityProfile.require(
        request.confirmation().isPresent(),
        "invalid_request",
        "The token request must use a client certificate or a DPoP proof.");
  }

  /** Checks items 2, 14 and 16 of FAPI 1.0 Advanced and items 2 to 4 of FAPI-CIBA. */
  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    Fapi2SecurityProfile.require(
        client.client().confidential() && Fapi2SecurityProfile.METHODS.contains(client.method()),
        "invalid_client",
        "The client must authenticate by private_key_jwt or by a certificate.");
    Fapi2SecurityProfile.require(
        Fapi2SecurityProfile.isSenderConstrained(client.client()),
        "unauthorized_client",
        "The client must be registered for DPoP or certificate-bound tokens.");
    request
        .parameter("client_assertion")
        .ifPresent(jwt -> requireAlgorithm(jwt, "invalid_client", "The client assertion" + WORDS));
    for (String proof : request.headers().getOrDefault("dpop", List.of())) {
      requireAlgorithm(proof, "invalid_dpop_proof", "The DPoP proof" + WORDS);
    }
    for (String member : Fapi2SecurityProfile.OURS) {
      Fapi2SecurityProfile.require(
          Fapi2SecurityProfile.text(client.client(), member).map(ALLOWED::contains).orElse(true),
          "unauthorized_client",
          member + " of the client must be PS256 or ES256.");
    }
  }

  private static void requireAlgorithm(String jwt, String code, String otherwise) {
    Fapi2SecurityProfile.require(RequestJwtInspector.isSignedBy(ALLOWED, jwt), code, otherwise);
  }
}
