/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes audit events about refused registrations; the registration service records successful
 * registrations. Requests without valid credentials are rate-limited first, because each refusal is
 * stored.
 */
@Component(service = ClientRegistrationRefusalAudit.class)
public final class ClientRegistrationRefusalAudit {

  private static final int UNAUTHENTICATED = 401;

  private final AuditLog log;
  private final UnauthenticatedRefusalThrottle refusals;

  @Activate
  public ClientRegistrationRefusalAudit(
      @Reference AuditLog log, @Reference UnauthenticatedRefusalThrottle refusals) {
    this.log = log;
    this.refusals = refusals;
  }

  /**
   * Records a refusal and returns after the event is stored.
   *
   * @param clientId the requested client
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded}, to be returned
   *     instead of the refusal, which is then not recorded
   */
  void recordRefused(
      HttpExchange exchange, SubjectRef who, Optional<String> clientId, OAuthException refusal) {
    String error = refusal.code();
    if (refusal.status() == UNAUTHENTICATED) {
      refusals.count(exchange);
    }
    AuditEvent event =
        AuditInitiator.of(who, exchange.requestInfo())
            .auditEvent(
                "client-registration.denied",
                "A client registration request was refused: " + error + ".")
            .withOutcome(AuditOutcome.DENIED)
            .withDetail("error", error);
    log.record(
        exchange.tenant().id(), clientId.map(id -> event.withTarget("client", id)).orElse(event));
  }
}
