/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Determines how long a consent lasts if the user does not revoke it. */
@Component(service = ConsentDurationPolicy.class)
public final class ConsentDurationPolicy {

  private static final String OFFLINE_ACCESS = "offline_access";

  private final AuthorizationGrantService grants;
  private final ConsentService consents;
  private final InstantSource clock;

  @Activate
  public ConsentDurationPolicy(
      @Reference AuthorizationGrantService grants,
      @Reference ConsentService consents,
      @Reference InstantSource clock) {
    this.grants = grants;
    this.consents = consents;
    this.clock = clock;
  }

  /** Returns whether the client retains access after the user's session expires or is revoked. */
  static boolean isOffline(AuthorizationRequest request) {
    return request.scope().contains(OFFLINE_ACCESS);
  }

  /**
   * Returns the maximum lifetime of the access, which is the lifetime of the grant. Empty if the
   * access does not expire: it lasts until the user revokes it or until the session, which is
   * extended by use, expires or is revoked.
   */
  Optional<Duration> accessDuration(
      TenantContext tenant, AuthorizationRequest request, Session session) {
    Duration rest = Duration.between(clock.instant(), session.expiresAt());
    return grants
        .maxLifetime(tenant)
        .filter(most -> isOffline(request) || most.compareTo(rest) < 0);
  }

  /** Returns the duration after which consent is requested again; empty if it does not expire. */
  Optional<Duration> consentDuration(TenantContext tenant) {
    return consents.lifetime(tenant);
  }
}
