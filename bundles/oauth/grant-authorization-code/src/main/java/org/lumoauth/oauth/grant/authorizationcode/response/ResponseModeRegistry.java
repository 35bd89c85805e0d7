/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler.AuthorizationResponseDelivery;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds the installed response modes. */
@Component(service = ResponseModeRegistry.class)
public final class ResponseModeRegistry {

  /** The default response mode of the supported response types. */
  public static final String DEFAULT = "query";

  private final ProviderTracker<ResponseModeHandler> modes;

  @Activate
  public ResponseModeRegistry(@Reference ProviderRegistry registry) {
    this.modes = registry.track(ResponseModeHandler.class);
  }

  @Deactivate
  void close() {
    modes.close();
  }

  /** Returns the names of the installed response modes. */
  public Set<String> names() {
    return modes.names();
  }

  /**
   * Returns the requested response mode, or the default.
   *
   * @throws OAuthException {@code invalid_request} if the mode is not installed
   * @throws ApiException 503 {@code module_unavailable} if the mode is unavailable
   */
  public String requireInstalled(Optional<String> asked) {
    String mode = asked.orElse(DEFAULT);
    if (!modes.names().contains(mode)) {
      modes
          .leaseInstalled(mode)
          .orElseThrow(
              () ->
                  OAuthException.invalidRequest(
                      "response_mode must be one of response_modes_supported in the server "
                          + "metadata."))
          .close();
    }
    return mode;
  }

  /**
   * Builds the delivery of a response.
   *
   * @throws ApiException 503 {@code module_unavailable} if the mode is no longer available
   */
  public AuthorizationResponseDelivery deliver(
      TenantContext tenant,
      Client client,
      String mode,
      String redirectUri,
      Map<String, String> parameters) {
    Optional<ServiceLease<ResponseModeHandler>> lease = modes.lease(mode);
    if (lease.isEmpty()) {
      throw ApiException.moduleUnavailable("response mode " + mode);
    }
    try (ServiceLease<ResponseModeHandler> held = lease.get()) {
      return held.get().deliver(tenant, client, redirectUri, parameters);
    }
  }
}
