package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to bring an authorization request other than in its own parameters: pushed
 * before (RFC 9126) or in a request object (RFC 9101). Registered with {@code
 * lumoauth.kind=authorization-request} and {@code lumoauth.name}: {@code par} or {@code jar}.
 *
 * <p>The same request may be asked for repeatedly, each time that somebody loads its page. Whoever
 * asks sees to it that a pushed request is answered once.
 */
public interface AuthorizationRequestSource {

  /**
   * What a request comes to.
   *
   * @param parameters to go by, each with a value at least
   * @param verifiedObject whether they stood in a request object that was verified when the request
   *     was pushed (RFC 9126 section 3): it is not looked at again, whatever became of it since
   */
  record AuthorizationRequestParameters(
      Map<String, List<String>> parameters, boolean verifiedObject) {}

  /**
   * As {@link #resolveParameters}, with whether a request object has been verified already.
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
   * The parameters to go by, if the request uses this way. They stand for themselves: what stood
   * beside {@code request} or {@code request_uri} is not mixed in, but where the source says so. A
   * request of another client or another tenant does not hold, and none that is given in more than
   * one way.
   *
   * @param client who asks, by the {@code client_id} that was sent; nothing of it is proven yet
   * @param parameters as they were sent, each with its values; they are left as they are
   * @return the parameters, each with a value at least; empty if the request does not use this way
   * @throws OAuthException {@code invalid_request_uri}, {@code invalid_request_object} or {@code
   *     invalid_request} if it uses this way and that does not hold
   */
  Optional<Map<String, List<String>>> resolveParameters(
      TenantContext tenant, Client client, Map<String, List<String>> parameters);
}
