/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to transmit an authorization request other than in query parameters:
 * pushed (RFC 9126) or in a request object (RFC 9101). Registered with {@code
 * lumoauth.kind=authorization-request} and {@code lumoauth.name}: {@code par} or {@code jar}.
 *
 * <p>The same request may be resolved repeatedly, each time its page is loaded. The caller ensures
 * that a pushed request is answered only once.
 */
public interface AuthorizationRequestSource {

  /**
   * The resolved parameters of a request.
   *
   * @param parameters the parameters to use, each with at least one value
   * @param verifiedObject whether they come from a request object that was verified when the
   *     request was pushed (RFC 9126 section 3): it is not verified again, even if its key changed
   *     since
   */
  record AuthorizationRequestParameters(
      Map<String, List<String>> parameters, boolean verifiedObject) {}

  /**
   * Resolves parameters as {@link #resolveParameters} does, and reports whether a request object
   * has already been verified.
   *
   * @return empty if the request does not use this way
   * @throws OAuthException as {@link #resolveParameters}
   */
  default Optional<AuthorizationRequestParameters> resolve(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    return resolveParameters(tenant, client, parameters)
        .map(read -> new AuthorizationRequestParameters(read, false));
  }

  /**
   * Returns the parameters to use, if the request uses this way. They replace the parameters sent
   * with {@code request} or {@code request_uri} unless the source specifies otherwise. A request of
   * another client or tenant is invalid, as is a request that uses more than one way.
   *
   * @param client the client of the {@code client_id} in the request, which is not authenticated
   *     yet
   * @param parameters the parameters as sent, each with its values; not modified
   * @return the parameters, each with at least one value; empty if the request does not use this
   *     way
   * @throws OAuthException {@code invalid_request_uri}, {@code invalid_request_object} or {@code
   *     invalid_request} if it uses this way but is invalid
   */
  Optional<Map<String, List<String>>> resolveParameters(
      TenantContext tenant, Client client, Map<String, List<String>> parameters);
}
