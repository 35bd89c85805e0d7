package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds parameters to a successful authorization response, as {@code
 * session_state}, while its module is installed. Registered with {@code
 * lumoauth.kind=authorization-response} and {@code lumoauth.name}. The response goes to the client
 * and through the browser: it tells nothing of the person that the client is not to know.
 */
public interface AuthorizationResponseContributor {

  /**
   * What to add.
   *
   * @param parameters of the response (RFC 6749 section 8.2); never one that the server itself
   *     gives, as {@code code}, {@code state}, {@code iss} or {@code error}
   * @param cookies values of {@code Set-Cookie} headers of the answer that carries it (RFC 6265
   *     section 4.1.1), for pages of the tenant alone
   */
  record AuthorizationResponseAddition(Map<String, String> parameters, List<String> cookies) {
    public AuthorizationResponseAddition {
      parameters = Map.copyOf(parameters);
      cookies = List.copyOf(cookies);
    }
  }

  /**
   * Says what to add; an addition of nothing where the request is none of its own.
   *
   * @param session the session in which the request was granted
   */
  AuthorizationResponseAddition add(
      TenantContext tenant, AuthorizationRequest request, Session session);
}
