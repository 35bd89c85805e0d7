/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Validates authorization requests at every endpoint that receives them. */
@ProviderType
public interface AuthorizationRequestValidationService {

  /**
   * A valid request, and the parameters from which it is read again when the browser returns with
   * it.
   *
   * @param request the current request
   * @param parameters the parameters to use from now on; those of a request object replace it
   * @param verifiedObject whether they come from a request object
   */
  record ValidatedAuthorizationRequest(
      AuthorizationRequest request, Map<String, List<String>> parameters, boolean verifiedObject) {}

  /**
   * Validates as {@link #validate} does, for callers that store the request: a request object is
   * verified now and not again (RFC 9126 section 3).
   *
   * @throws OAuthException as {@link #validate}
   */
  ValidatedAuthorizationRequest accept(
      TenantContext tenant, Client client, Map<String, List<String>> parameters);

  /**
   * Validates an authorization request of an authenticated client, such as a pushed one (RFC 9126
   * section 2.1).
   *
   * @param parameters the parameters as sent, except those for client authentication
   * @throws OAuthException with the code of RFC 6749 section 4.1.2.1 or OpenID Connect Core section
   *     3.1.2.6
   */
  default AuthorizationRequest validate(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    return accept(tenant, client, parameters).request();
  }
}
