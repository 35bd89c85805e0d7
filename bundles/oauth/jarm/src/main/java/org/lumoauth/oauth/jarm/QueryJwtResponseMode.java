/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import java.util.Map;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Returns a signed response in the query (JARM section 2.3.1). */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=query.jwt"})
public final class QueryJwtResponseMode implements ResponseModeHandler {

  private final AuthorizationResponseSigner responses;

  @Activate
  public QueryJwtResponseMode(@Reference AuthorizationResponseSigner responses) {
    this.responses = responses;
  }

  @Override
  public AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    String jwt = responses.sign(tenant, client, parameters);
    return new AuthorizationResponseDelivery.RedirectDelivery(
        JarmRedirectUrlBuilder.withQuery(redirectUri, jwt));
  }
}
