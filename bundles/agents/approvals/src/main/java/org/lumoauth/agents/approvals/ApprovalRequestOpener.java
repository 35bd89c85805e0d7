/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.approvals.notify.ApprovalWakeSignal;
import org.lumoauth.agents.approvals.rule.AgentOwnershipLookup;
import org.lumoauth.agents.approvals.rule.ApproverRule;
import org.lumoauth.agents.approvals.rule.ApproverRuleStore;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.CanonicalJson;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates approval requests by the rules of the tenant and its limit of open requests per agent
 * family.
 */
@Component(service = ApprovalRequestOpener.class)
public final class ApprovalRequestOpener {

  private static final Duration STANDARD_LIFETIME = Duration.ofHours(1);

  private final ApprovalStore store;
  private final ApproverRuleStore rules;
  private final AgentOwnershipLookup people;
  private final ApprovalRequestValidityChecker standing;
  private final IdGenerator identifiers;
  private final SettingsStore settings;
  private final ApprovalAudit audit;
  private final ApprovalWakeSignal worker;

  @Activate
  public ApprovalRequestOpener(
      @Reference ApprovalStore store,
      @Reference ApproverRuleStore rules,
      @Reference AgentOwnershipLookup people,
      @Reference ApprovalRequestValidityChecker standing,
      @Reference IdGenerator identifiers,
      @Reference SettingsStore settings,
      @Reference ApprovalAudit audit,
      @Reference ApprovalWakeSignal worker) {
    this.store = store;
    this.rules = rules;
    this.people = people;
    this.standing = standing;
    this.identifiers = identifiers;
    this.settings = settings;
    this.audit = audit;
    this.worker = worker;
  }

  Approval ask(TenantContext tenant, NewApproval asked, AuditInitiator by, Instant now) {
    String parameters = CanonicalJson.write(asked.parameters());
    audit.requireWritable();
    Optional<ApproverRule> rule =
        asked.approver().isPresent() ? Optional.empty() : rules.read(tenant.id()).ruleFor(asked);
    Duration most = rule.map(ApproverRule::expires).orElse(STANDARD_LIFETIME);
    Duration lifetime =
        asked
            .lifetime()
            .filter(wanted -> asked.approver().isPresent() || wanted.compareTo(most) < 0)
            .orElse(most);
    var approval =
        new Approval(
            identifiers.next("apr_"),
            asked,
            CanonicalJson.hash(parameters),
            rule.map(ApproverRule::people).orElse(1),
            ApprovalState.PENDING,
            List.of(),
            now,
            now.plus(lifetime));
    var stored =
        new StoredApproval(
            tenant.id(),
            approval,
            rule.map(ApproverRule::approvers).orElse(List.of()),
            rule.map(ApproverRule::remind).orElse(Duration.ZERO));
    if (!store.add(
        stored,
        people.family(tenant, asked.requester()),
        standing.consentId(tenant, asked),
        parameters,
        ApprovalSettings.PENDING_PER_REQUESTER.read(settings, tenant))) {
      throw new ApiException(
          429,
          "too_many_pending_approvals",
          "At most "
              + ApprovalSettings.PENDING_PER_REQUESTER.read(settings, tenant)
              + " requests of a requester and its agents can be pending. Withdraw some or "
              + "wait for answers.",
          Map.of(),
          Map.of("Retry-After", "60"));
    }
    audit.recordRequest(tenant, approval, by);
    worker.wake();
    return approval;
  }
}
