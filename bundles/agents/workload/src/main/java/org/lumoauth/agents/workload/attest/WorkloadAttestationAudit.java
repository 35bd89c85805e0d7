/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;

/** Records accepted attestations, and rejected attestations of existing agents. */
final class WorkloadAttestationAudit {

  private final AuditLog log;

  WorkloadAttestationAudit(AuditLog log) {
    this.log = log;
  }

  void recordAttested(
      TenantContext tenant,
      WorkloadAttestationMatch match,
      IssuedToken token,
      Optional<RequestInfo> request) {
    record(
        tenant,
        "workload.attested",
        AuditOutcome.SUCCESS,
        match.agent(),
        "An agent obtained a token with a platform attestation.",
        request,
        Map.of(
            "rules", match.rules().stream().map(TrustRule::id).toList(),
            "provider", match.identity().provider(),
            "issuer", match.identity().issuer(),
            "subject", match.identity().subject(),
            "tokenId", token.id(),
            "scope", List.copyOf(new TreeSet<>(token.scope()))));
  }

  /** Does not record rejections for unknown agents: invented ids would fill the audit log. */
  void recordRejected(
      TenantContext tenant, Optional<Agent> agent, String why, Optional<RequestInfo> request) {
    agent.ifPresent(
        known ->
            record(
                tenant,
                "workload.attestation_rejected",
                AuditOutcome.DENIED,
                known,
                "An attestation for an agent was rejected.",
                request,
                Map.of("reason", why)));
  }

  private void record(
      TenantContext tenant,
      String action,
      AuditOutcome outcome,
      Agent agent,
      String message,
      Optional<RequestInfo> request,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        new AuditInitiator(new SubjectRef(SubjectRef.AGENT, agent.id()), List.of(), request)
            .auditEvent(action, message)
            .withTarget("agent", agent.id(), agent.name())
            .withOutcome(outcome)
            .withDetails(details));
  }
}
