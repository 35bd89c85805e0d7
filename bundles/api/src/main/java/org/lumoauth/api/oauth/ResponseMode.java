package org.lumoauth.api.oauth;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to bring an authorization response to the client. Registered with {@code
 * lumoauth.kind=response-mode} and {@code lumoauth.name} = its {@code response_mode}.
 */
public interface ResponseMode {

  /** How the browser takes it there. */
  sealed interface Delivery {
    /** By a redirection (303) to this URL. */
    record Redirect(String location) implements Delivery {}

    /** By a form with these fields, posted to this URL. */
    record Form(String action, Map<String, String> fields) implements Delivery {}
  }

  /**
   * Says how the response gets there.
   *
   * @param redirectUri where to, checked
   * @param parameters of the response, {@code iss} among them (RFC 9207)
   */
  Delivery deliver(
      TenantContext tenant, Client client, String redirectUri, Map<String, String> parameters);
}
