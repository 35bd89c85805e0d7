/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Returns a response in a form that the browser posts (OAuth 2.0 Form Post Response Mode). */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=form_post"})
public final class FormPostResponseMode implements ResponseModeHandler {

  @Override
  public AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    return new AuthorizationResponseDelivery.FormPostDelivery(redirectUri, parameters);
  }
}
