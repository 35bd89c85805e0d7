package org.lumoauth.oauth.openid.userinfo;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Refusals of a protected resource, under the scheme that the token came with (RFC 6750 section 3,
 * RFC 9449 section 7.1).
 */
@Component(service = ProtectedResourceErrors.class)
public final class ProtectedResourceErrors {

  private static final String NAME = "WWW-Authenticate";
  private static final String BEARER = "Bearer realm=\"lumoauth\"";
  private static final String DPOP = "dpop";

  private final ProviderTracker<RequestAuthenticator> authenticators;

  @Activate
  public ProtectedResourceErrors(@Reference ProviderRegistry registry) {
    this.authenticators = registry.track(RequestAuthenticator.class);
  }

  @Deactivate
  void close() {
    authenticators.close();
  }

  /**
   * A refusal.
   *
   * @param credentials what the request had as {@code Authorization}, if anything
   */
  OAuthException of(Optional<String> credentials, int status, String code, String description) {
    String challenge =
        scheme(credentials) + ", error=\"" + code + "\", error_description=\"" + description + "\"";
    return new OAuthException(status, code, description, Map.of(NAME, challenge));
  }

  /**
   * Whoever sent no token is told of no error (RFC 6750 section 3.1), and of every scheme that
   * there is.
   */
  OAuthException missing() {
    String all = dpop().map(dpop -> BEARER + ", " + dpop).orElse(BEARER);
    return new OAuthException(
        401, "invalid_token", "An access token is needed.", Map.of(NAME, all));
  }

  /** The token that came with the request does not permit it. */
  OAuthException scope(Optional<String> credentials, String scope) {
    String description = "The access token has not the scope " + scope + ".";
    String challenge =
        scheme(credentials)
            + ", error=\"insufficient_scope\", error_description=\""
            + description
            + "\", scope=\""
            + scope
            + "\"";
    return new OAuthException(403, "insufficient_scope", description, Map.of(NAME, challenge));
  }

  private String scheme(Optional<String> credentials) {
    return credentials
        .filter(text -> text.regionMatches(true, 0, DPOP + " ", 0, DPOP.length() + 1))
        .flatMap(text -> dpop())
        .orElse(BEARER);
  }

  private Optional<String> dpop() {
    Optional<ServiceLease<RequestAuthenticator>> lease = authenticators.lease(DPOP);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<RequestAuthenticator> held = lease.get()) {
      return held.get().challenge();
    }
  }
}
