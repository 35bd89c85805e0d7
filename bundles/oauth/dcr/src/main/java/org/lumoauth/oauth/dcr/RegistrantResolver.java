package org.lumoauth.oauth.dcr;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.NetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says who may register a client, and how often: whoever has a credential for it, called an initial
 * access token, and where the tenant is open for it anybody (RFC 7591 section 3).
 */
@Component(service = RegistrantResolver.class)
public final class RegistrantResolver {

  static final String SCOPE = "admin:clients:register";

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final AttemptLimit VOUCHED = new AttemptLimit(600, WINDOW);
  private static final AttemptLimit CHANGES = new AttemptLimit(30, WINDOW);
  private static final String PERMISSION = "clients.write";

  /** Who acts where nobody said who they are. */
  private static final SubjectRef ANYBODY = new SubjectRef(SubjectRef.CLIENT, "unregistered");

  private final SettingsStore settings;
  private final AttemptLimiter limiter;

  @Activate
  public RegistrantResolver(@Reference SettingsStore settings, @Reference AttemptLimiter limiter) {
    this.settings = settings;
    this.limiter = limiter;
  }

  /**
   * Who registers.
   *
   * @throws OAuthException 401 or 403 {@code access_denied}
   * @throws ApiException 429 {@code rate_limit_exceeded}
   */
  AuthorizedRegistrant resolve(HttpExchange exchange) {
    TenantContext tenant = exchange.tenant();
    Optional<Caller> caller = exchange.callerIfAny();
    if (caller.filter(of -> mayRegister(exchange, of)).isPresent()) {
      count(tenant, "client-registration", caller.get().credentialId(), VOUCHED);
      return new AuthorizedRegistrant(
          AuditInitiator.of(caller.get(), exchange.requestInfo()), true);
    }
    if (!ClientRegistrationSettings.isOpen(settings, tenant)) {
      throw refused(caller.isPresent());
    }
    int most = ClientRegistrationSettings.maxPerDay(settings, tenant);
    count(
        tenant,
        "client-registration-address",
        NetworkKey.of(exchange.view().remoteAddress()),
        new AttemptLimit(ClientRegistrationSettings.maxPerNetwork(settings, tenant), WINDOW));
    count(tenant, "client-registration-open", "all", new AttemptLimit(most, Duration.ofDays(1)));
    return new AuthorizedRegistrant(AuditInitiator.of(ANYBODY, exchange.requestInfo()), false);
  }

  /**
   * Counts a change that a client wants made.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded} if it wants too many
   */
  void countChange(TenantContext tenant, String clientId) {
    count(tenant, "client-registration-change", clientId, CHANGES);
  }

  /** Who is named where registration was refused. */
  static SubjectRef claimedSubject(HttpExchange exchange) {
    try {
      return exchange.callerIfAny().map(Caller::subject).orElse(ANYBODY);
    } catch (ApiException e) {
      return ANYBODY;
    }
  }

  /**
   * An API key and a client have what their scope says, for an administrator gave it to them;
   * people and agents have it only with the permission itself.
   */
  private static boolean mayRegister(HttpExchange exchange, Caller caller) {
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
    } catch (ApiException e) {
      if (e.status() == 403) {
        return false;
      }
      throw e;
    }
  }

  private void count(TenantContext tenant, String kind, String key, AttemptLimit limit) {
    Optional<Instant> until = limiter.count(tenant, kind, key, limit);
    if (until.isPresent()) {
      throw ApiException.rateLimited(
          "Too many clients were registered or changed; try again later.",
          limit.attempts(),
          until.get());
    }
  }

  private static OAuthException refused(boolean known) {
    return known
        ? new OAuthException(403, "access_denied", "This credential does not let register clients.")
        : new OAuthException(
            401,
            "access_denied",
            "Registering takes an initial access token here.",
            Map.of("WWW-Authenticate", "Bearer realm=\"lumoauth\", scope=\"" + SCOPE + "\""));
  }
}
