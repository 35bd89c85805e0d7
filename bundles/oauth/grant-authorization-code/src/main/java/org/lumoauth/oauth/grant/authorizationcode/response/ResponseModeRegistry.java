package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.ResponseModeHandler;
import org.lumoauth.api.oauth.ResponseModeHandler.AuthorizationResponseDelivery;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The response modes that are installed. */
@Component(service = ResponseModeRegistry.class)
public final class ResponseModeRegistry {

  /** Where a request names none, for the response types that there are. */
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

  /** Their names. */
  public Set<String> names() {
    return modes.names();
  }

  /**
   * The mode asked for, or the default.
   *
   * @throws OAuthException {@code invalid_request} if it is not installed
   * @throws ApiException 503 {@code module_unavailable} while it is away
   */
  public String requireInstalled(Optional<String> asked) {
    String mode = asked.orElse(DEFAULT);
    if (!modes.names().contains(mode)) {
      modes
          .leaseInstalled(mode)
          .orElseThrow(
              () -> OAuthException.invalidRequest("This server does not offer that response mode."))
          .close();
    }
    return mode;
  }

  /**
   * Says how the response gets there.
   *
   * @throws ApiException 503 {@code module_unavailable} if the mode has gone meanwhile
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
