/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;

/** A request that a {@link ClientSecurityProfile} checks. */
public sealed interface ClientSecurityProfileTestRequest {

  /** Checks the request with the profile. */
  void check(ClientSecurityProfile profile, TenantContext tenant, Client client);

  /** An authorization request. */
  record ProfileAuthorizationRequest(AuthorizationRequest request)
      implements ClientSecurityProfileTestRequest {
    @Override
    public void check(ClientSecurityProfile profile, TenantContext tenant, Client client) {
      profile.check(tenant, client, request);
    }
  }

  /** A token request, checked in the order of the token endpoint. */
  record ProfileTokenRequest(AuthenticatedTokenRequest request)
      implements ClientSecurityProfileTestRequest {
    @Override
    public void check(ClientSecurityProfile profile, TenantContext tenant, Client client) {
      var authenticated = new AuthenticatedClient(request.client(), request.authenticationMethod());
      profile.check(tenant, authenticated, request.request());
      profile.check(tenant, request);
    }
  }

  /** A request of a client that authenticated with this method. */
  record ProfileAuthenticationRequest(String method, OAuthRequest request)
      implements ClientSecurityProfileTestRequest {
    @Override
    public void check(ClientSecurityProfile profile, TenantContext tenant, Client client) {
      profile.check(tenant, new AuthenticatedClient(client, method), request);
    }
  }
}
