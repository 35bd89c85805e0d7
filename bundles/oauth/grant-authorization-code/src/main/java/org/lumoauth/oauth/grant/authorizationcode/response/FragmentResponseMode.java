/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.UrlParameterEncoder;
import org.osgi.service.component.annotations.Component;

/**
 * Returns a response in the fragment of the redirect URI (OAuth 2.0 Multiple Response Types section
 * 5).
 */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=fragment"})
public final class FragmentResponseMode implements ResponseModeHandler {

  @Override
  public AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    return new AuthorizationResponseDelivery.RedirectDelivery(
        redirectUri + "#" + UrlParameterEncoder.encode(parameters));
  }
}
