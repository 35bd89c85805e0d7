/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records issued, rejected and revoked access of agents. Each method returns when the record is
 * durable.
 */
@Component(service = AAuthAudit.class)
public final class AAuthAudit {

  private static final String UNKNOWN = "unknown";

  private final AuditLog log;

  @Activate
  public AAuthAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Records a token issued to a signer. */
  public void recordIssued(
      TenantContext tenant,
      AAuthSigner signer,
      String type,
      String tokenId,
      Optional<String> userId,
      Map<String, Object> details,
      RequestInfo request) {
    Map<String, Object> all = new HashMap<>(details);
    all.put("token_type", type);
    all.put("signer", signer.party().identifier());
    all.put("delegate", signer.delegate());
    all.put("key", signer.thumbprint());
    List<SubjectRef> behalf =
        userId.map(id -> List.of(new SubjectRef(SubjectRef.USER, id))).orElse(List.of());
    log.record(
        tenant.id(),
        new AuditInitiator(actor(signer.party()), behalf, Optional.of(request))
            .auditEvent("aauth.token.issued", "A token was issued to a signer.")
            .withTarget("token", tokenId)
            .withDetails(all));
  }

  /** Records a request that was rejected because its signer could not be verified. */
  public void recordRefused(TenantContext tenant, String reason, RequestInfo request) {
    log.record(
        tenant.id(),
        AuditInitiator.of(new SubjectRef(SubjectRef.AGENT, UNKNOWN), request)
            .auditEvent("aauth.request.refused", "A signed request was rejected.")
            .withOutcome(AuditOutcome.DENIED)
            .withDetail("reason", reason));
  }

  /** Records that a code was redeemed again and its consent was revoked. */
  public void recordReplayed(
      TenantContext tenant, AAuthSigner signer, String grantId, RequestInfo request) {
    log.record(
        tenant.id(),
        AuditInitiator.of(actor(signer.party()), request)
            .auditEvent(
                "aauth.code.replayed",
                "A code was redeemed again. The consent it was issued for was revoked.")
            .withTarget("grant", grantId)
            .withOutcome(AuditOutcome.DENIED));
  }

  /** Records that an agent revoked its token or refresh token. */
  public void recordRevoked(
      TenantContext tenant, AAuthSigner signer, String type, RequestInfo request) {
    log.record(
        tenant.id(),
        AuditInitiator.of(actor(signer.party()), request)
            .auditEvent("aauth.token.revoked", "An agent revoked a token of its own.")
            .withDetail("token_type", type));
  }

  /** Records a user's decision. */
  public void recordConsentDecision(
      TenantContext tenant,
      SubjectRef user,
      AAuthParticipant agent,
      AAuthParticipant resource,
      List<String> scope,
      boolean allowed,
      RequestInfo request) {
    log.record(
        tenant.id(),
        AuditInitiator.of(user, request)
            .auditEvent(
                allowed ? "aauth.consent.granted" : "aauth.consent.denied",
                allowed ? "A user gave an agent access." : "A user denied an agent access.")
            .withTarget("aauth_agent", agent.id(), agent.settings().name())
            .withOutcome(allowed ? AuditOutcome.SUCCESS : AuditOutcome.DENIED)
            .withDetail("resource", resource.identifier())
            .withDetail("scope", scope));
  }

  private static SubjectRef actor(AAuthParticipant party) {
    return party.settings().agentId().isEmpty()
        ? new SubjectRef(SubjectRef.CLIENT, party.id())
        : new SubjectRef(SubjectRef.AGENT, party.settings().agentId());
  }
}
