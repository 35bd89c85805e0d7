package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.approvals.notify.Wake;
import org.lumoauth.agents.approvals.rule.AgentPeople;
import org.lumoauth.agents.approvals.rule.Agreement;
import org.lumoauth.agents.approvals.rule.ApproverRule;
import org.lumoauth.agents.approvals.rule.Approvers;
import org.lumoauth.agents.approvals.rule.RuleStore;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.CanonicalJson;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks people, and keeps what they say. */
@Component(
    service = Approvals.class,
    property = {"lumoauth.kind=approvals", "lumoauth.name=approvals"})
public final class ApprovalEngine implements Approvals {

  /** How many of those that are open are in memory at a time. */
  static final int AT_ONCE = 500;

  private static final Duration STANDARD_LIFETIME = Duration.ofHours(1);

  private final ApprovalStore store;
  private final RuleStore rules;
  private final Approvers approvers;
  private final Agreement agreement;
  private final AgentPeople people;
  private final Standing standing;
  private final Withdrawals withdrawals;
  private final Identifiers identifiers;
  private final SettingsStore settings;
  private final DomainEvents events;
  private final ApprovalAudit audit;
  private final Wake worker;
  private final InstantSource clock;

  @Activate
  public ApprovalEngine(
      @Reference ApprovalStore store,
      @Reference RuleStore rules,
      @Reference Approvers approvers,
      @Reference Agreement agreement,
      @Reference AgentPeople people,
      @Reference Standing standing,
      @Reference Withdrawals withdrawals,
      @Reference Identifiers identifiers,
      @Reference SettingsStore settings,
      @Reference DomainEvents events,
      @Reference ApprovalAudit audit,
      @Reference Wake worker) {
    this(
        store,
        rules,
        approvers,
        agreement,
        people,
        standing,
        withdrawals,
        identifiers,
        settings,
        events,
        audit,
        worker,
        InstantSource.system());
  }

  ApprovalEngine(
      ApprovalStore store,
      RuleStore rules,
      Approvers approvers,
      Agreement agreement,
      AgentPeople people,
      Standing standing,
      Withdrawals withdrawals,
      Identifiers identifiers,
      SettingsStore settings,
      DomainEvents events,
      ApprovalAudit audit,
      Wake worker,
      InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.approvers = approvers;
    this.agreement = agreement;
    this.people = people;
    this.standing = standing;
    this.withdrawals = withdrawals;
    this.identifiers = identifiers;
    this.settings = settings;
    this.events = events;
    this.audit = audit;
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public Approval ask(TenantContext tenant, NewApproval asked, Initiator by) {
    String parameters = CanonicalJson.write(asked.parameters());
    audit.requireWritable();
    Instant now = now();
    SubjectRef family = people.family(tenant, asked.requester());
    if (store.countOpen(tenant.id(), family, now)
        >= ApprovalSettings.pendingPerRequester(settings, tenant)) {
      throw new Problem(
          429,
          "too_many_pending_approvals",
          "Too many of your requests, or of agents of yours, wait for answers; take some back or"
              + " wait.",
          Map.of(),
          Map.of("Retry-After", "60"));
    }
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
    store.add(
        new StoredApproval(
            tenant.id(),
            approval,
            rule.map(ApproverRule::approvers).orElse(List.of()),
            rule.map(ApproverRule::remind).orElse(Duration.ZERO)),
        family,
        standing.consentId(tenant, asked),
        parameters);
    audit.asked(tenant, approval, by);
    worker.wake();
    return approval;
  }

  @Override
  public Optional<Approval> find(TenantContext tenant, String id) {
    return store.find(tenant.id(), id, now()).map(stored -> asItCounts(tenant, stored));
  }

  @Override
  public boolean mayAnswer(TenantContext tenant, Approval approval, SubjectRef who) {
    return store
        .find(tenant.id(), approval.id(), now())
        .filter(stored -> stored.approval().state() == State.PENDING)
        .filter(stored -> standing.takesPart(tenant, stored.approval().asked()))
        .flatMap(stored -> approvers.rightOf(tenant, stored, who, now()))
        .isPresent();
  }

  @Override
  public List<Approval> waiting(TenantContext tenant, SubjectRef who, int limit) {
    Instant now = now();
    List<Approval> found = new ArrayList<>();
    Optional<Approval> last = Optional.empty();
    List<StoredApproval> some;
    do {
      some = store.open(tenant.id(), now, last, AT_ONCE);
      some.stream()
          .filter(stored -> standing.takesPart(tenant, stored.approval().asked()))
          .filter(stored -> approvers.rightOf(tenant, stored, who, now).isPresent())
          .limit(limit - found.size())
          .map(StoredApproval::approval)
          .forEach(found::add);
      last = some.stream().map(StoredApproval::approval).reduce((first, next) -> next);
    } while (some.size() == AT_ONCE && found.size() < limit);
    return found;
  }

  @Override
  public Approval answer(
      TenantContext tenant, String id, SubjectRef who, Answer answer, Initiator by) {
    Instant now = now();
    StoredApproval stored = store.find(tenant.id(), id, now).orElseThrow(ApprovalEngine::unknown);
    Optional<SubjectRef> right = approvers.rightOf(tenant, stored, who, now);
    if (right.isEmpty() && !answeredBy(stored.approval(), who)) {
      audit.refused(tenant, stored.approval(), by);
      throw new Problem(403, "not_an_approver", "You may not answer this request.");
    }
    if (right.isEmpty() || stored.approval().state() != State.PENDING) {
      throw closed(stored.approval());
    }
    if (answer.approve()
        && standing.now(tenant, stored.approval()).state() != State.PENDING) { // it is stopped
      throw closed(stored.approval());
    }
    audit.requireWritable();
    Set<SubjectRef> gone = agreement.gone(tenant, stored);
    Announcement told = events.announce(new DomainEvent(ANSWERED, tenant.id(), id));
    StoredApproval after =
        store
            .answer(tenant.id(), id, who, right.get(), answer, gone, now, told)
            .orElseThrow(() -> closed(stored.approval()));
    audit.answered(tenant, after.approval(), answer.approve(), right.get(), gone, by);
    if (after.approval().state() != State.PENDING) {
      told.publish();
    }
    return after.approval();
  }

  @Override
  public boolean withdraw(TenantContext tenant, String id, Initiator by) {
    return withdrawals.of(tenant, id, by);
  }

  @Override
  public boolean covers(Approval approval, String action, Map<String, Object> parameters) {
    return approval.asked().action().equals(action)
        && approval.parametersHash().equals(CanonicalJson.hash(CanonicalJson.write(parameters)));
  }

  @Override
  public Approval use(
      TenantContext tenant,
      String id,
      String action,
      Map<String, Object> parameters,
      Initiator by) {
    StoredApproval stored = store.find(tenant.id(), id, now()).orElseThrow(ApprovalEngine::unknown);
    Approval approval = standing.now(tenant, stored.approval());
    if (!covers(approval, action, parameters)) {
      audit.notUsed(tenant, approval, "approval_mismatch", by);
      throw new Problem(403, "approval_mismatch", "Something else was approved.");
    }
    if (approval.state() == State.APPROVED && !agreement.enough(tenant, stored)) {
      audit.notUsed(tenant, approval, "approver_gone", by);
      throw new Problem(
          403,
          "not_approved",
          "Somebody who approved this was blocked since, or may not approve it any more.");
    }
    if (approval.state() == State.APPROVED
        && store.use(tenant.id(), id, approval.parametersHash())) {
      Approval used = find(tenant, id).orElseThrow(ApprovalEngine::unknown);
      audit.used(tenant, used, by);
      return used;
    }
    boolean spent = find(tenant, id).filter(now -> now.state() == State.USED).isPresent();
    audit.notUsed(tenant, approval, spent ? "approval_used" : "not_approved", by);
    throw spent
        ? new Problem(403, "approval_used", "The approval was used already.")
        : new Problem(403, "not_approved", "This was not approved.");
  }

  /** What was approved holds no longer than enough of those who approved it may approve it. */
  private Approval asItCounts(TenantContext tenant, StoredApproval stored) {
    Approval now = standing.now(tenant, stored.approval());
    return now.state() == State.APPROVED && !agreement.enough(tenant, stored)
        ? Standing.withdrawn(now)
        : now;
  }

  private static boolean answeredBy(Approval approval, SubjectRef who) {
    return approval.answers().stream().anyMatch(given -> given.approver().equals(who));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such request.");
  }

  private static Problem closed(Approval approval) {
    return new Problem(
        409,
        "already_answered",
        "The request was answered, has ended or was taken back.",
        Map.of("approval_id", approval.id()));
  }
}
