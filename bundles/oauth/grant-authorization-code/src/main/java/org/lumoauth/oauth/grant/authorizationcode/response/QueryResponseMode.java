/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.UrlParameterEncoder;
import org.osgi.service.component.annotations.Component;

/** Returns a response in the query of the redirect URI (RFC 6749 section 4.1.2). */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=query"})
public final class QueryResponseMode implements ResponseModeHandler {

  @Override
  public AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    char separator =
        redirectUri.indexOf('?') < 0
            ? '?'
            : '&'; // An existing query of the redirect URI is preserved.
    return new AuthorizationResponseDelivery.RedirectDelivery(
        redirectUri + separator + UrlParameterEncoder.encode(parameters));
  }
}
