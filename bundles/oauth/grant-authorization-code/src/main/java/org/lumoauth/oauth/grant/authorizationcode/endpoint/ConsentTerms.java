package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For how long a client has what somebody allows it, if they don't take it back before. */
@Component(service = ConsentTerms.class)
public final class ConsentTerms {

  private static final String OFFLINE_ACCESS = "offline_access";

  /** The section of the module that keeps grants and consents, and ends them. */
  private static final String GRANTS = "grants";

  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public ConsentTerms(@Reference SettingsStore settings) {
    this(settings, InstantSource.system());
  }

  ConsentTerms(SettingsStore settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether the access goes on while the person is away. */
  static boolean offline(AuthorizationRequest request) {
    return request.scope().contains(OFFLINE_ACCESS);
  }

  /**
   * When the access ends at the latest, in a time that can be told: with the grant. Empty if
   * nothing but the person ends it, or the session does, which goes on for as long as it is used.
   */
  Optional<Duration> access(TenantContext tenant, AuthorizationRequest request, Session session) {
    Duration rest = Duration.between(clock.instant(), session.expiresAt());
    return days(tenant, "grantDays").filter(most -> offline(request) || most.compareTo(rest) < 0);
  }

  /** After which time they are asked again; empty if never. */
  Optional<Duration> consent(TenantContext tenant) {
    return days(tenant, "consentDays");
  }

  private Optional<Duration> days(TenantContext tenant, String setting) {
    return settings.read(tenant, GRANTS).get(setting) instanceof Number days && days.longValue() > 0
        ? Optional.of(Duration.ofDays(days.longValue()))
        : Optional.empty();
  }
}
