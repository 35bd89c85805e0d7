/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the authorization request that the client pushed. Other parameters than {@code request_uri}
 * are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126#section-4">RFC 9126 section 4</a>
 */
@Component(
    property = {
      "lumoauth.kind=authorization-request",
      "lumoauth.name=par",
      "lumoauth.web.parameters=request_uri Where the request was put by its client (RFC 9126)"
    })
public final class PushedRequestSource implements AuthorizationRequestSource {

  private static final String REQUEST_URI = "request_uri";

  private final PushedRequestStore requests;

  @Activate
  public PushedRequestSource(@Reference PushedRequestStore requests) {
    this.requests = requests;
  }

  @Override
  public Optional<Map<String, List<String>>> resolveParameters(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    return resolve(tenant, client, parameters).map(AuthorizationRequestParameters::parameters);
  }

  @Override
  public Optional<AuthorizationRequestParameters> resolve(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    List<String> given = parameters.getOrDefault(REQUEST_URI, List.of());
    if (given.stream().noneMatch(uri -> uri.startsWith(PushedRequestStore.PREFIX))) {
      return Optional.empty();
    }
    if (given.size() > 1 || parameters.containsKey("request")) { // RFC 9101 section 5
      throw OAuthException.invalidRequest(
          "The request must contain exactly one request_uri and no request parameter.");
    }
    return Optional.of(
        requests
            .find(tenant, client, given.get(0))
            .orElseThrow(
                () ->
                    new OAuthException(
                        400,
                        "invalid_request_uri",
                        "The request_uri has expired or was issued to another client. Push the "
                            + "request again.")));
  }
}
