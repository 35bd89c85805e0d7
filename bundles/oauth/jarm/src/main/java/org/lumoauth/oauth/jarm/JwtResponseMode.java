/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import java.util.Map;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Returns a signed response in the default location of the response type (JARM section 2.3.4):
 * tokens in the fragment, other responses in the query.
 */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=jwt"})
public final class JwtResponseMode implements ResponseModeHandler {

  private final AuthorizationResponseSigner responses;

  @Activate
  public JwtResponseMode(@Reference AuthorizationResponseSigner responses) {
    this.responses = responses;
  }

  @Override
  public AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    String jwt = responses.sign(tenant, client, parameters);
    boolean tokens = parameters.containsKey("access_token") || parameters.containsKey("id_token");
    return new AuthorizationResponseDelivery.RedirectDelivery(
        tokens
            ? JarmRedirectUrlBuilder.withFragment(redirectUri, jwt)
            : JarmRedirectUrlBuilder.withQuery(redirectUri, jwt));
  }
}
