package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For how long a device has what somebody allows it, if they don't take it back before. */
@Component(service = DeviceTerms.class)
public final class DeviceTerms {

  private static final String OFFLINE_ACCESS = "offline_access";

  /** The section of the module that keeps grants, and ends them. */
  private static final String GRANTS = "grants";

  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public DeviceTerms(@Reference SettingsStore settings) {
    this(settings, InstantSource.system());
  }

  public DeviceTerms(SettingsStore settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether the access goes on while the person is away. */
  static boolean offline(DeviceRequest request) {
    return request.scope().contains(OFFLINE_ACCESS);
  }

  /**
   * After which time the access ends at the latest. Empty if nothing but the person ends it, or
   * their session does, which goes on for as long as it is used.
   */
  Optional<Duration> access(TenantContext tenant, DeviceRequest request, Session session) {
    Instant now = clock.instant();
    return Optional.ofNullable(settings.read(tenant, GRANTS).get("grantDays"))
        .map(days -> Duration.ofDays(((Number) days).longValue()))
        .filter(most -> !most.isZero())
        .filter(most -> offline(request) || now.plus(most).isBefore(session.expiresAt()));
  }
}
