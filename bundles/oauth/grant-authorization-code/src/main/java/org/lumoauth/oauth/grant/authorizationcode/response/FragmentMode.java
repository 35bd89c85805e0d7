package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.outbound.UrlParameters;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Brings a response in the fragment of the redirect URI (OAuth 2.0 Multiple Response Types section
 * 5).
 */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=fragment"})
public final class FragmentMode implements ResponseMode {

  @Override
  public Delivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    return new Delivery.Redirect(redirectUri + "#" + UrlParameters.encoded(parameters));
  }
}
