/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationRequest;

/** Determines how long the access of a device lasts if the user does not revoke it. */
final class DeviceAccessDurationPolicy {

  private static final String OFFLINE_ACCESS = "offline_access";

  private final AuthorizationGrantService grants;
  private final InstantSource clock;

  DeviceAccessDurationPolicy(AuthorizationGrantService grants, InstantSource clock) {
    this.grants = grants;
    this.clock = clock;
  }

  /** Returns whether the device retains access after the user's session expires or is revoked. */
  static boolean isOffline(DeviceAuthorizationRequest request) {
    return request.scope().contains(OFFLINE_ACCESS);
  }

  /**
   * Returns the maximum lifetime of the access. Empty if the access does not expire: it lasts until
   * the user revokes it or until the session, which is extended by use, expires or is revoked.
   */
  Optional<Duration> accessDuration(
      TenantContext tenant, DeviceAuthorizationRequest request, Session session) {
    Instant now = clock.instant();
    return grants
        .maxLifetime(tenant)
        .filter(most -> isOffline(request) || now.plus(most).isBefore(session.expiresAt()));
  }
}
