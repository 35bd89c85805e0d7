package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds parameters to a successful authorization response, as {@code
 * session_state}, while its module is installed. Registered with {@code
 * lumoauth.kind=authorization-response} and {@code lumoauth.name}.
 */
public interface AuthorizationResponseContributor {

  /**
   * What to add.
   *
   * @param parameters of the response
   * @param cookies values of {@code Set-Cookie} headers of the answer that carries it
   */
  record Addition(Map<String, String> parameters, List<String> cookies) {
    public Addition {
      parameters = Map.copyOf(parameters);
      cookies = List.copyOf(cookies);
    }
  }

  /**
   * Says what to add.
   *
   * @param session the session in which the request was granted
   */
  Addition add(TenantContext tenant, AuthorizationRequest request, Session session);
}
