package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.approvals.notify.Wake;
import org.lumoauth.agents.approvals.rule.AgentPeople;
import org.lumoauth.agents.approvals.rule.ApproverRule;
import org.lumoauth.agents.approvals.rule.RuleStore;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.CanonicalJson;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks people, by the rules of the tenant, and as many times at once as it lets a family ask. */
@Component(service = Asking.class)
public final class Asking {

  private static final Duration STANDARD_LIFETIME = Duration.ofHours(1);

  private final ApprovalStore store;
  private final RuleStore rules;
  private final AgentPeople people;
  private final Standing standing;
  private final Identifiers identifiers;
  private final SettingsStore settings;
  private final ApprovalAudit audit;
  private final Wake worker;

  @Activate
  public Asking(
      @Reference ApprovalStore store,
      @Reference RuleStore rules,
      @Reference AgentPeople people,
      @Reference Standing standing,
      @Reference Identifiers identifiers,
      @Reference SettingsStore settings,
      @Reference ApprovalAudit audit,
      @Reference Wake worker) {
    this.store = store;
    this.rules = rules;
    this.people = people;
    this.standing = standing;
    this.identifiers = identifiers;
    this.settings = settings;
    this.audit = audit;
    this.worker = worker;
  }

  Approval ask(TenantContext tenant, NewApproval asked, Initiator by, Instant now) {
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
            State.PENDING,
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
        ApprovalSettings.pendingPerRequester(settings, tenant))) {
      throw new Problem(
          429,
          "too_many_pending_approvals",
          "Too many of your requests, or of agents of yours, wait for answers; take some back or"
              + " wait.",
          Map.of(),
          Map.of("Retry-After", "60"));
    }
    audit.asked(tenant, approval, by);
    worker.wake();
    return approval;
  }
}
