package org.lumoauth.oauth.dcr;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says who may register a client, and how often: whoever has a credential for it, called an initial
 * access token, and where the tenant is open for it anybody (RFC 7591 section 3).
 */
@Component(service = Registrants.class)
public final class Registrants {

  static final String SCOPE = "admin:clients:register";

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Limit VOUCHED = new Limit(600, WINDOW);
  private static final Limit CHANGES = new Limit(30, WINDOW);
  private static final String PERMISSION = "clients.write";

  /** Who acts where nobody said who they are. */
  private static final SubjectRef ANYBODY = new SubjectRef(SubjectRef.CLIENT, "unregistered");

  private final SettingsStore settings;
  private final AttemptLimiter limiter;

  @Activate
  public Registrants(@Reference SettingsStore settings, @Reference AttemptLimiter limiter) {
    this.settings = settings;
    this.limiter = limiter;
  }

  /**
   * Who registers.
   *
   * @throws OAuthError 401 or 403 {@code access_denied}
   * @throws Problem 429 {@code rate_limit_exceeded}
   */
  Registrant of(Exchange exchange) {
    TenantContext tenant = exchange.tenant();
    Optional<Caller> caller = exchange.callerIfAny();
    if (caller.filter(of -> mayRegister(exchange, of)).isPresent()) {
      count(tenant, "client-registration", caller.get().credentialId(), VOUCHED);
      return new Registrant(Initiator.of(caller.get(), exchange.requestInfo()), true);
    }
    if (!RegistrationSettings.open(settings, tenant)) {
      throw refused(caller.isPresent());
    }
    int most = RegistrationSettings.maxPerDay(settings, tenant);
    count(
        tenant,
        "client-registration-address",
        Network.of(exchange.view().remoteAddress()),
        new Limit(RegistrationSettings.maxPerNetwork(settings, tenant), WINDOW));
    count(tenant, "client-registration-open", "all", new Limit(most, Duration.ofDays(1)));
    return new Registrant(Initiator.of(ANYBODY, exchange.requestInfo()), false);
  }

  /**
   * Counts a change that a client wants made.
   *
   * @throws Problem 429 {@code rate_limit_exceeded} if it wants too many
   */
  void countChange(TenantContext tenant, String clientId) {
    count(tenant, "client-registration-change", clientId, CHANGES);
  }

  /** Who is named where registration was refused. */
  static SubjectRef claimed(Exchange exchange) {
    try {
      return exchange.callerIfAny().map(Caller::subject).orElse(ANYBODY);
    } catch (Problem e) {
      return ANYBODY;
    }
  }

  /**
   * An API key and a client have what their scope says, for an administrator gave it to them;
   * people and agents have it only with the permission itself.
   */
  private static boolean mayRegister(Exchange exchange, Caller caller) {
    boolean ownScope =
        caller.actors().isEmpty()
            && (caller.kind() == CredentialKind.API_KEY
                || (caller.kind() == CredentialKind.ACCESS_TOKEN
                    && caller.subject().type().equals(SubjectRef.CLIENT)));
    if (ownScope && caller.scope().contains(SCOPE)) {
      return true;
    }
    try {
      exchange.require(PERMISSION);
      return true;
    } catch (Problem e) {
      if (e.status() == 403) {
        return false;
      }
      throw e;
    }
  }

  private void count(TenantContext tenant, String kind, String key, Limit limit) {
    Optional<Instant> until = limiter.count(tenant, kind, key, limit);
    if (until.isPresent()) {
      throw Problem.rateLimited(
          "Too many clients were registered or changed; try again later.",
          limit.attempts(),
          until.get());
    }
  }

  private static OAuthError refused(boolean known) {
    return known
        ? new OAuthError(403, "access_denied", "This credential does not let register clients.")
        : new OAuthError(
            401,
            "access_denied",
            "Registering takes an initial access token here.",
            Map.of("WWW-Authenticate", "Bearer realm=\"lumoauth\", scope=\"" + SCOPE + "\""));
  }
}
