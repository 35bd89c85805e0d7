package org.lumoauth.testkit.contract;

import org.lumoauth.api.oauth.AuthenticatedClient;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientProfile;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;

/** What a {@link ClientProfile} is asked about. */
public sealed interface ClientProfileRequest {

  /** Asks. */
  void check(ClientProfile profile, TenantContext tenant, Client client);

  /** An authorization request. */
  record ProfileAuthorizationRequest(AuthorizationRequest request) implements ClientProfileRequest {
    @Override
    public void check(ClientProfile profile, TenantContext tenant, Client client) {
      profile.check(tenant, client, request);
    }
  }

  /** A token request. */
  record ProfileTokenRequest(GrantRequest request) implements ClientProfileRequest {
    @Override
    public void check(ClientProfile profile, TenantContext tenant, Client client) {
      profile.check(tenant, request);
    }
  }

  /** A request of a client that authenticated by this method. */
  record ProfileAuthenticationRequest(String method, OAuthRequest request)
      implements ClientProfileRequest {
    @Override
    public void check(ClientProfile profile, TenantContext tenant, Client client) {
      profile.check(tenant, new AuthenticatedClient(client, method), request);
    }
  }
}
