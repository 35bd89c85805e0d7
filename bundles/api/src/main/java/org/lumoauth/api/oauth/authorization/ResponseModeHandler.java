/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to return an authorization response to the client. Registered with {@code
 * lumoauth.kind=response-mode} and {@code lumoauth.name} = its {@code response_mode}.
 */
public interface ResponseModeHandler {

  /** The delivery of a response by the browser. */
  sealed interface AuthorizationResponseDelivery {
    /** A redirect (303) to this URL. */
    record RedirectDelivery(String location) implements AuthorizationResponseDelivery {}

    /** A form with these fields, posted to this URL. */
    record FormPostDelivery(String action, Map<String, String> fields)
        implements AuthorizationResponseDelivery {}
  }

  /**
   * Returns the delivery of a response to the redirect URI, with its own query unchanged and all
   * parameters with any text. Error responses are delivered too.
   *
   * @param redirectUri the validated redirect URI; without a fragment
   * @param parameters the parameters of the response, including {@code iss} (RFC 9207)
   * @throws OAuthException if the response cannot be delivered as the client registered
   */
  AuthorizationResponseDelivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters);
}
