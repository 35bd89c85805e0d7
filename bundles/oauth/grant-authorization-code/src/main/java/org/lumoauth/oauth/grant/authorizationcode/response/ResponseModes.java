package org.lumoauth.oauth.grant.authorizationcode.response;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.oauth.ResponseMode.Delivery;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The response modes that are installed. */
@Component(service = ResponseModes.class)
public final class ResponseModes {

  /** Where a request names none, for the response types that there are. */
  public static final String DEFAULT = "query";

  private final Providers<ResponseMode> modes;

  @Activate
  public ResponseModes(@Reference ProviderRegistry registry) {
    this.modes = registry.follow(ResponseMode.class);
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
   * @throws OAuthError {@code invalid_request} if it is not installed
   * @throws Problem 503 {@code module_unavailable} while it is away
   */
  public String checked(Optional<String> asked) {
    String mode = asked.orElse(DEFAULT);
    if (!modes.names().contains(mode)) {
      modes
          .acquireInstalled(mode)
          .orElseThrow(
              () -> OAuthError.invalidRequest("This server does not offer that response mode."))
          .close();
    }
    return mode;
  }

  /**
   * Says how the response gets there.
   *
   * @throws Problem 503 {@code module_unavailable} if the mode has gone meanwhile
   */
  public Delivery deliver(
      TenantContext tenant,
      Client client,
      String mode,
      String redirectUri,
      Map<String, String> parameters) {
    Optional<Lease<ResponseMode>> lease = modes.acquire(mode);
    if (lease.isEmpty()) {
      throw Problem.moduleUnavailable("response mode " + mode);
    }
    try (Lease<ResponseMode> held = lease.get()) {
      return held.get().deliver(tenant, client, redirectUri, parameters);
    }
  }
}
