package org.lumoauth.api.oauth;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to bring an authorization response to the client. Registered with {@code
 * lumoauth.kind=response-mode} and {@code lumoauth.name} = its {@code response_mode}.
 */
public interface ResponseModeHandler {

  /** How the browser takes it there. */
  sealed interface AuthorizationResponseDelivery {
    /** By a redirection (303) to this URL. */
    record RedirectDelivery(String location) implements AuthorizationResponseDelivery {}

    /** By a form with these fields, posted to this URL. */
    record FormPostDelivery(String action, Map<String, String> fields)
        implements AuthorizationResponseDelivery {}
  }

  /**
   * Says how the response gets there: to the redirect URI, whose own query stays as it is, with
   * every parameter and any text in it. A refusal is a response too.
   *
   * @param redirectUri where to, checked; without a fragment
   * @param parameters of the response, {@code iss} among them (RFC 9207)
   * @throws OAuthException if it cannot be brought in the way that the client registered
   */
  AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters);
}
