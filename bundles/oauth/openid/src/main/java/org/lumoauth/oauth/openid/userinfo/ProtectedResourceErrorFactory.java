/* SPDX-License-Identifier: Apache-2.0 */
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
 * Builds the errors of a protected resource, with the authentication scheme of the request (RFC
 * 6750 section 3, RFC 9449 section 7.1).
 */
@Component(service = ProtectedResourceErrorFactory.class)
public final class ProtectedResourceErrorFactory {

  private static final String NAME = "WWW-Authenticate";
  private static final String BEARER = "Bearer realm=\"lumoauth\"";
  private static final String DPOP = "dpop";

  private final ProviderTracker<RequestAuthenticator> authenticators;

  @Activate
  public ProtectedResourceErrorFactory(@Reference ProviderRegistry registry) {
    this.authenticators = registry.track(RequestAuthenticator.class);
  }

  @Deactivate
  void close() {
    authenticators.close();
  }

  /**
   * Returns an error.
   *
   * @param credentials the {@code Authorization} header of the request, if present
   */
  OAuthException of(Optional<String> credentials, int status, String code, String description) {
    String challenge =
        scheme(credentials) + ", error=\"" + code + "\", error_description=\"" + description + "\"";
    return new OAuthException(status, code, description, Map.of(NAME, challenge));
  }

  /**
   * Returns the error for a request without a token. It contains no error code (RFC 6750 section
   * 3.1) and lists all supported schemes.
   */
  OAuthException missing() {
    String all = dpop().map(dpop -> BEARER + ", " + dpop).orElse(BEARER);
    return new OAuthException(
        401, "invalid_token", "An access token is required.", Map.of(NAME, all));
  }

  /** Returns the error for a token with insufficient scope. */
  OAuthException scope(Optional<String> credentials, String scope) {
    String description = "The access token does not have the scope " + scope + ".";
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
