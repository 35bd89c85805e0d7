package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For how long a device has what somebody allows it, if they don't take it back before. */
@Component(service = DeviceAccessDurationPolicy.class)
public final class DeviceAccessDurationPolicy {

  private static final String OFFLINE_ACCESS = "offline_access";

  private final AuthorizationGrantService grants;
  private final InstantSource clock;

  @Activate
  public DeviceAccessDurationPolicy(@Reference AuthorizationGrantService grants) {
    this(grants, InstantSource.system());
  }

  public DeviceAccessDurationPolicy(AuthorizationGrantService grants, InstantSource clock) {
    this.grants = grants;
    this.clock = clock;
  }

  /** Whether the access goes on while the person is away. */
  static boolean isOffline(DeviceAuthorizationRequest request) {
    return request.scope().contains(OFFLINE_ACCESS);
  }

  /**
   * After which time the access ends at the latest. Empty if nothing but the person ends it, or
   * their session does, which goes on for as long as it is used.
   */
  Optional<Duration> accessDuration(
      TenantContext tenant, DeviceAuthorizationRequest request, Session session) {
    Instant now = clock.instant();
    return grants
        .maxLifetime(tenant)
        .filter(most -> isOffline(request) || now.plus(most).isBefore(session.expiresAt()));
  }
}
