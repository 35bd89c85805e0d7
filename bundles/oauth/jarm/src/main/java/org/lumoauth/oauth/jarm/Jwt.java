package org.lumoauth.oauth.jarm;

import java.util.Map;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A signed response where the response type has it by default (JARM section 2.3.4): tokens in the
 * fragment, all else in the query.
 */
@Component(property = {"lumoauth.kind=response-mode", "lumoauth.name=jwt"})
public final class Jwt implements ResponseMode {

  private final SignedResponses responses;

  @Activate
  public Jwt(@Reference SignedResponses responses) {
    this.responses = responses;
  }

  @Override
  public Delivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters) {
    String jwt = responses.sign(tenant, client, parameters);
    boolean tokens = parameters.containsKey("access_token") || parameters.containsKey("id_token");
    return new Delivery.Redirect(
        tokens ? Urls.withFragment(redirectUri, jwt) : Urls.withQuery(redirectUri, jwt));
  }
}
