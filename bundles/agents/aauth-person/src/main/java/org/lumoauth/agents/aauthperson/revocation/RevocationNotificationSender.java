/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadata;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.SignedHttpClient;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.web.ExternalJsonReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies a server that a token was revoked, with increasing delays until the server acknowledges
 * it or the token expires (AAuth draft, section Token Revocation).
 */
final class RevocationNotificationSender {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationNotificationSender.class);

  /** The delays after each attempt; the last delay repeats. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  private final RevocationNotificationStore deliveries;
  private final TenantRegistry tenants;
  private final AAuthServerMetadataClient documents;
  private final SignedHttpClient calls;
  private final AuditLog audit;
  private final InstantSource clock;

  RevocationNotificationSender(
      RevocationNotificationStore deliveries,
      TenantRegistry tenants,
      AAuthServerMetadataClient documents,
      SignedHttpClient calls,
      AuditLog audit,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.tenants = tenants;
    this.documents = documents;
    this.calls = calls;
    this.audit = audit;
    this.clock = clock;
  }

  /** Returns the notifications that are due. */
  List<RevocationNotification> findDue(int limit) {
    return deliveries.findDue(clock.instant(), limit);
  }

  /** Attempts a notification, unless another node does. */
  void attempt(RevocationNotification delivery) {
    int pause = Math.min(delivery.attempts(), PAUSES.size() - 1);
    Instant next = clock.instant().plus(PAUSES.get(pause));
    Optional<TenantContext> tenant = tenants.findActiveById(delivery.tenantId());
    if (tenant.isEmpty() || !deliveries.claim(delivery, next)) {
      return;
    }
    String outcome = tell(tenant.get(), delivery);
    boolean later =
        outcome.equals(RevocationNotification.UNAVAILABLE) && next.isBefore(delivery.expiresAt());
    deliveries.recordOutcome(delivery, outcome, !later);
    if (!outcome.equals(RevocationNotification.RECORDED)) {
      LOG.info(
          "aauth.revocation-not-told: tenant={} recipient={} attempt={} outcome={}",
          delivery.tenantId(),
          delivery.recipient(),
          delivery.attempts() + 1,
          outcome);
      if (!later) {
        record(delivery, outcome);
      }
    }
  }

  private String tell(TenantContext tenant, RevocationNotification delivery) {
    Optional<AAuthServerMetadata> document =
        documents.find(tenant, delivery.recipient(), delivery.document());
    if (document.isEmpty()) {
      return RevocationNotification.UNAVAILABLE;
    }
    Optional<URI> endpoint = document.get().endpoint("revocation_endpoint");
    if (endpoint.isEmpty()) {
      return RevocationNotification.UNSUPPORTED;
    }
    try {
      return outcome(
          calls.post(
              tenant,
              delivery.signer(),
              endpoint.get(),
              Map.of("jti", delivery.tokenId(), "exp", delivery.expiresAt().getEpochSecond())));
    } catch (OutboundException e) {
      return e.isRefused()
          ? RevocationNotification.UNSUPPORTED
          : RevocationNotification.UNAVAILABLE;
    }
  }

  /**
   * A 202 response means that the revocation was recorded, and the recipient is still notifying
   * others.
   */
  private static String outcome(OutboundResponse answer) {
    boolean taken = answer.status() == 200 || answer.status() == 202;
    if (taken
        && (answer.body().length == 0
            || ExternalJsonReader.readObject(answer.body()).isPresent())) {
      return RevocationNotification.RECORDED;
    }
    return answer.status() == 403 && isUnsupported(answer.body())
        ? RevocationNotification.UNSUPPORTED
        : RevocationNotification.UNAVAILABLE;
  }

  private static boolean isUnsupported(byte[] body) {
    return ExternalJsonReader.readObject(body)
        .map(refusal -> refusal.path("error").textValue())
        .filter("unsupported_iss"::equals)
        .isPresent();
  }

  private void record(RevocationNotification delivery, String outcome) {
    audit.record(
        delivery.tenantId(),
        AuditInitiator.of(new SubjectRef(SubjectRef.ISSUER, delivery.recipient()))
            .auditEvent(
                "aauth_person.revocation.not_told",
                "A server could not be notified that a token was revoked.")
            .withOutcome(AuditEvent.AuditOutcome.FAILURE)
            .withTarget("token", delivery.tokenId())
            .withDetails(Map.of("attempts", delivery.attempts() + 1, "reason", outcome)));
  }
}
