/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Determines whether a caller may register a client, and enforces rate limits. A caller needs a
 * credential, called initial access token, unless the tenant has open registration (RFC 7591
 * section 3).
 */
@Component(service = ClientRegistrantAuthorizer.class)
public final class ClientRegistrantAuthorizer {

  static final String SCOPE = "admin:clients:register";

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final AttemptLimit VOUCHED = new AttemptLimit(600, WINDOW);
  private static final AttemptLimit CHANGES = new AttemptLimit(30, WINDOW);
  private static final String PERMISSION = "clients.write";

  /** The initiator of unauthenticated requests. */
  private static final SubjectRef ANYBODY = new SubjectRef(SubjectRef.CLIENT, "unregistered");

  private final SettingsStore settings;
  private final AttemptLimiter limiter;

  @Activate
  public ClientRegistrantAuthorizer(
      @Reference SettingsStore settings, @Reference AttemptLimiter limiter) {
    this.settings = settings;
    this.limiter = limiter;
  }

  /**
   * Returns the authorized caller.
   *
   * @throws OAuthException 401 or 403 {@code access_denied} if the caller is not authorized
   * @throws ApiException 429 {@code rate_limit_exceeded} if the rate limit is exceeded
   */
  AuthorizedRegistrant resolve(HttpExchange exchange) {
    TenantContext tenant = exchange.tenant();
    Optional<Caller> caller = exchange.callerIfAny();
    if (caller.filter(of -> mayRegister(exchange, of)).isPresent()) {
      count(tenant, "client-registration", caller.get().credentialId(), VOUCHED);
      return new AuthorizedRegistrant(
          AuditInitiator.of(caller.get(), exchange.requestInfo()), true);
    }
    if (!ClientRegistrationSettings.ENABLED.read(settings, tenant)) {
      throw refused(caller.isPresent());
    }
    int most = ClientRegistrationSettings.MAX_PER_DAY.read(settings, tenant);
    count(
        tenant,
        "client-registration-address",
        ClientNetworkKey.of(exchange.view().remoteAddress()),
        new AttemptLimit(
            ClientRegistrationSettings.MAX_PER_NETWORK.read(settings, tenant), WINDOW));
    count(tenant, "client-registration-open", "all", new AttemptLimit(most, Duration.ofDays(1)));
    return new AuthorizedRegistrant(AuditInitiator.of(ANYBODY, exchange.requestInfo()), false);
  }

  /**
   * Counts an update of a registration.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded} if the client sent too many updates
   */
  void countChange(TenantContext tenant, String clientId) {
    count(tenant, "client-registration-change", clientId, CHANGES);
  }

  /** Returns the claimed subject of a refused registration. */
  static SubjectRef claimedSubject(HttpExchange exchange) {
    try {
      return exchange.callerIfAny().map(Caller::subject).orElse(ANYBODY);
    } catch (ApiException e) {
      return ANYBODY;
    }
  }

  /**
   * Returns whether the caller may register clients. API keys and clients need the scope, which an
   * administrator granted; users and agents need the permission itself.
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
          "Too many client registrations or updates. Try again after the time in the "
              + "Retry-After header.",
          limit.attempts(),
          until.get());
    }
  }

  private static OAuthException refused(boolean known) {
    return known
        ? new OAuthException(
            403, "access_denied", "The credential does not permit registering clients.")
        : new OAuthException(
            401,
            "access_denied",
            "An initial access token is required to register a client.",
            Map.of("WWW-Authenticate", "Bearer realm=\"lumoauth\", scope=\"" + SCOPE + "\""));
  }
}
