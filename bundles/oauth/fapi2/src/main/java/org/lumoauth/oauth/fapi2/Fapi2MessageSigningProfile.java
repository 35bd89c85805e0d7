/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.fapi2;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Enforces FAPI 2.0 Message Signing: the Security Profile with signed requests and responses.
 *
 * @see <a href="https://openid.net/specs/fapi-message-signing-2_0-final.html">FAPI 2.0 Message
 *     Signing, sections 5.3 and 5.4</a>
 */
@Component(property = {"lumoauth.kind=client-profile", "lumoauth.name=fapi2-message-signing"})
public final class Fapi2MessageSigningProfile implements ClientSecurityProfile {

  private static final String PUSH = "/oauth/par";

  private final Fapi2SecurityProfile security = new Fapi2SecurityProfile();

  /** Returns the client settings that the profile requires (sections 5.3.1, 5.4.1 and 5.5.1). */
  @Override
  public Map<String, Object> metadata(Client client) {
    Map<String, Object> metadata = new HashMap<>(security.metadata(client));
    metadata.put("require_signed_request_object", true);
    metadata.put("request_object_lifetime", Fapi2SecurityProfile.OBJECT_SECONDS);
    return metadata;
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    security.check(tenant, client, request);
    Fapi2SecurityProfile.require(
        request.responseMode().equals("jwt") || request.responseMode().endsWith(".jwt"),
        "invalid_request",
        "The response_mode must be jwt.");
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedTokenRequest request) {
    security.check(tenant, request);
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {
    security.check(tenant, client, request);
    if (request.url().equals(tenant.issuer() + PUSH)) {
      Fapi2SecurityProfile.require(
          request.parameter("request").isPresent(),
          "invalid_request",
          "The pushed request must contain a request object.");
    }
  }
}
