package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.AuthorizationGrantService;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.ConsentService;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For how long a client has what somebody allows it, if they don't take it back before. */
@Component(service = ConsentDurationPolicy.class)
public final class ConsentDurationPolicy {

  private static final String OFFLINE_ACCESS = "offline_access";

  private final AuthorizationGrantService grants;
  private final ConsentService consents;
  private final InstantSource clock;

  @Activate
  public ConsentDurationPolicy(
      @Reference AuthorizationGrantService grants, @Reference ConsentService consents) {
    this(grants, consents, InstantSource.system());
  }

  ConsentDurationPolicy(
      AuthorizationGrantService grants, ConsentService consents, InstantSource clock) {
    this.grants = grants;
    this.consents = consents;
    this.clock = clock;
  }

  /** Whether the access goes on while the person is away. */
  static boolean isOffline(AuthorizationRequest request) {
    return request.scope().contains(OFFLINE_ACCESS);
  }

  /**
   * When the access ends at the latest, in a time that can be told: with the grant. Empty if
   * nothing but the person ends it, or the session does, which goes on for as long as it is used.
   */
  Optional<Duration> accessDuration(
      TenantContext tenant, AuthorizationRequest request, Session session) {
    Duration rest = Duration.between(clock.instant(), session.expiresAt());
    return grants
        .maxLifetime(tenant)
        .filter(most -> isOffline(request) || most.compareTo(rest) < 0);
  }

  /** After which time they are asked again; empty if never. */
  Optional<Duration> consentDuration(TenantContext tenant) {
    return consents.lifetime(tenant);
  }
}
