/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds parameters to a successful authorization response, such as {@code
 * session_state}, while its module is installed. Registered with {@code
 * lumoauth.kind=authorization-response} and {@code lumoauth.name}. The response is sent to the
 * client through the browser, so it must not contain personal data that the client may not have.
 */
public interface AuthorizationResponseContributor {

  /**
   * The parameters and cookies to add.
   *
   * @param parameters parameters of the response (RFC 6749 section 8.2); never those of the server
   *     itself, such as {@code code}, {@code state}, {@code iss} or {@code error}
   * @param cookies values of {@code Set-Cookie} headers of the response (RFC 6265 section 4.1.1),
   *     for pages of the tenant only
   */
  record AuthorizationResponseAddition(Map<String, String> parameters, List<String> cookies) {
    public AuthorizationResponseAddition {
      parameters = Map.copyOf(parameters);
      cookies = List.copyOf(cookies);
    }
  }

  /**
   * Returns the additions; empty ones if the request is not affected.
   *
   * @param session the session in which the request was granted
   */
  AuthorizationResponseAddition add(
      TenantContext tenant, AuthorizationRequest request, Session session);
}
