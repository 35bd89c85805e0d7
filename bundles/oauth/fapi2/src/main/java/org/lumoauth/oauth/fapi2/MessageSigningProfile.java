package org.lumoauth.oauth.fapi2;

import java.util.Optional;
import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Holds a client to FAPI 2.0 Message Signing: the Security Profile, and requests and responses that
 * are signed.
 *
 * @see <a href="https://openid.net/specs/fapi-message-signing-2_0-final.html">FAPI 2.0 Message
 *     Signing, sections 5.3 and 5.4</a>
 */
@Component(property = {"lumoauth.kind=client-profile", "lumoauth.name=fapi2-message-signing"})
public final class MessageSigningProfile implements ClientProfile {

  private static final String PUSH = "/oauth/par";

  private final SecurityProfile security = new SecurityProfile();

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    security.check(tenant, client, request);
    SecurityProfile.require(
        request.responseMode().equals("jwt") || request.responseMode().endsWith(".jwt"),
        "invalid_request",
        "The response_mode is to be jwt.");
    SecurityProfile.require(
        SecurityProfile.text(client, "authorization_signed_response_alg")
            .map(JwtAlgorithm.ALLOWED::contains)
            .orElse(false),
        "unauthorized_client",
        "authorization_signed_response_alg of the client is to be PS256, ES256 or EdDSA.");
  }

  @Override
  public void check(TenantContext tenant, GrantRequest request) {
    security.check(tenant, request);
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    security.check(tenant, client, request);
    if (request.url().equals(tenant.issuer() + PUSH)) {
      Optional<String> object = request.parameter("request");
      SecurityProfile.require(
          object.isPresent(), "invalid_request", "The pushed request needs a request object.");
      SecurityProfile.require(
          JwtAlgorithm.allowed(object.get()),
          "invalid_request_object",
          "The request object is to be signed by PS256, ES256 or EdDSA.");
    }
  }
}
