package org.lumoauth.oauth.jarm;

import java.util.Map;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResponseModeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A signed response where the response type has it by default (JARM section 2.3.4): tokens in the
 * fragment, all else in the query.
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
            ? JarmRedirectUrls.withFragment(redirectUri, jwt)
            : JarmRedirectUrls.withQuery(redirectUri, jwt));
  }
}
