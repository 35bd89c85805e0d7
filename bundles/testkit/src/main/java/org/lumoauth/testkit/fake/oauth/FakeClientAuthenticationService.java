/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.tenant.TenantContext;

/** Identifies clients only by their id. */
public final class FakeClientAuthenticationService implements ClientAuthenticationService {

  private static final String SECRET = "client_secret_basic";
  private static final String NONE = "none";

  private final FakeClientDirectory clients;

  public FakeClientAuthenticationService(FakeClientDirectory clients) {
    this.clients = clients;
  }

  @Override
  public Set<String> supportedMethods() {
    return Set.of(SECRET, NONE);
  }

  @Override
  public AuthenticatedClient authenticate(TenantContext tenant, OAuthRequest request) {
    return request
        .parameter("client_id")
        .flatMap(id -> clients.find(tenant, id))
        .filter(Client::enabled)
        .map(client -> new AuthenticatedClient(client, client.confidential() ? SECRET : NONE))
        .orElseThrow(OAuthException::invalidClient);
  }
}
