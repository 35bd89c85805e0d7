package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.approvals.notify.Audience;
import org.lumoauth.agents.approvals.notify.Notices;
import org.lumoauth.agents.approvals.notify.WithdrawalRecords;
import org.lumoauth.agents.approvals.notify.Worker;
import org.lumoauth.agents.approvals.rule.AgentPeople;
import org.lumoauth.agents.approvals.rule.Agreement;
import org.lumoauth.agents.approvals.rule.Approvers;
import org.lumoauth.agents.approvals.rule.CredentialHolders;
import org.lumoauth.agents.approvals.rule.Deputies;
import org.lumoauth.agents.approvals.rule.RuleStore;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.ApprovalsUnit;
import org.lumoauth.agents.approvals.store.DueApprovals;
import org.lumoauth.agents.approvals.store.OldApprovals;
import org.lumoauth.agents.approvals.store.OpenApprovals;
import org.lumoauth.agents.approvals.store.WithdrawnApprovals;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.RecordedUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignments;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The engine on a database, between fakes: an agent, Ada and Grace who may approve, and Eve. */
public final class Office {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final SubjectRef AGENT = new SubjectRef("agent", "agt_1");
  public static final SubjectRef ADA = user("usr_ada");
  public static final SubjectRef GRACE = user("usr_grace");
  public static final SubjectRef EVE = user("usr_eve");
  public static final Initiator BY = Initiator.server("test");

  public Instant now = Instant.parse("2026-11-25T12:00:00Z");
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeIdentifiers identifiers = new FakeIdentifiers();
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeAuthorizationService authorization =
      new FakeAuthorizationService()
          .allow(ACME, ADA, "jit.approve")
          .allow(ACME, GRACE, "jit.approve")
          .allow(GLOBEX, ADA, "jit.approve");
  public final FakeSubjects subjects =
      new FakeSubjects()
          .with(ACME, ADA)
          .with(ACME, GRACE)
          .with(ACME, EVE)
          .with(ACME, AGENT, "Travel agent")
          .with(GLOBEX, ADA);
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeRoleAssignments roles = new FakeRoleAssignments();
  public final FakeClients clients = new FakeClients();
  public final FakeSettingsStore settings = new FakeSettingsStore();
  public final FakeTenantRegistry served;
  public final RecordedUnit recorded;
  public final ApprovalStore store;
  public final OldApprovals old;
  public final RuleStore rules;
  public final Deputies deputies;
  public final Approvers approvers;
  public final Worker worker;

  /** Makes one as a server does that starts now. */
  public final Supplier<Worker> workers;

  public final ApprovalEngine engine;
  public final Inbox inbox;
  public final ApprovalStops stops;
  public final Agreement agreement;

  public Office(TestDatabase database) {
    recorded = new RecordedUnit(database.open(ApprovalsUnit.DEFINITION));
    var unit = ApprovalsUnit.on(recorded);
    store = new ApprovalStore(unit);
    old = new OldApprovals(unit);
    rules = new RuleStore(unit);
    deputies = new Deputies(unit);
    approvers =
        new Approvers(
                authorization,
                users,
                (tenant, name) ->
                    name.equals("finance")
                        ? Optional.of(new GroupRef("grp_finance", "Finance", "finance"))
                        : Optional.empty(),
                subjects,
                deputies,
                new CredentialHolders(new AgentPeople(registry), clients),
                registry)
            .with(roles);
    var audit = new ApprovalAudit(log);
    var withdrawals = new Withdrawals(store, events, audit);
    served = new FakeTenantRegistry().with(ACME).with(GLOBEX);
    workers =
        () ->
            Worker.byHand(
                new DueApprovals(unit),
                new Notices(new Audience(approvers, deputies), registry),
                served,
                events,
                audit,
                new WithdrawalRecords(new WithdrawnApprovals(unit), withdrawals, served),
                () -> now);
    worker = workers.get();
    agreement = new Agreement(store, approvers);
    var standing = new Standing(subjects, registry);
    inbox = new Inbox(store, approvers, standing, agreement, () -> now);
    engine =
        new ApprovalEngine(
            store,
            approvers,
            agreement,
            standing,
            new Asking(
                store,
                rules,
                new AgentPeople(registry),
                standing,
                identifiers,
                settings,
                audit,
                () -> {}),
            new Approved(store, agreement, standing, audit),
            withdrawals,
            events,
            audit,
            inbox,
            () -> now);
    stops = new ApprovalStops(new OpenApprovals(unit), standing, () -> {}, served, () -> now);
  }

  public static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  /** A payment that the agent wants to make. */
  public static NewApproval payment(String risk) {
    return payment(AGENT, risk, Map.of("amount", 120, "to", "Merchant A"));
  }

  public static NewApproval payment(
      SubjectRef requester, String risk, Map<String, Object> parameters) {
    return new NewApproval(
        requester,
        List.of(),
        Optional.empty(),
        "payment",
        parameters,
        "The invoice is due.",
        risk,
        Optional.empty(),
        Optional.empty());
  }

  public Approval ask(String risk) {
    return engine.ask(ACME, payment(risk), BY);
  }

  public Approval answer(String id, SubjectRef who, boolean yes) {
    return engine.answer(ACME, id, who, Answer.of(yes), BY);
  }

  public Approval use(String id, Map<String, Object> parameters) {
    return engine.use(ACME, id, "payment", parameters, BY);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** With which code something is refused. */
  static String code(Executable work) {
    return assertThrows(Problem.class, work).code();
  }
}
