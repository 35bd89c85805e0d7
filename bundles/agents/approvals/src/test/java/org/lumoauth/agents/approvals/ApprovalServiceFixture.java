/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.approvals.notify.ApproverNotifier;
import org.lumoauth.agents.approvals.notify.ApproverRecipientResolver;
import org.lumoauth.agents.approvals.notify.DueApprovalWorker;
import org.lumoauth.agents.approvals.notify.WithdrawnApprovalWorker;
import org.lumoauth.agents.approvals.rule.AgentOwnershipLookup;
import org.lumoauth.agents.approvals.rule.ApprovalVoteEvaluator;
import org.lumoauth.agents.approvals.rule.ApproverDelegateStore;
import org.lumoauth.agents.approvals.rule.ApproverEligibilityEvaluator;
import org.lumoauth.agents.approvals.rule.ApproverRuleStore;
import org.lumoauth.agents.approvals.rule.CredentialHolderResolver;
import org.lumoauth.agents.approvals.store.ApprovalStore;
import org.lumoauth.agents.approvals.store.DueApprovalStore;
import org.lumoauth.agents.approvals.store.WithdrawnApprovalStore;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.StatementCountingPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignmentService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/**
 * The approval service on a database, with fakes for other modules: an agent, the approvers Ada and
 * Grace, and Eve.
 */
public final class ApprovalServiceFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final SubjectRef AGENT = new SubjectRef("agent", "agt_1");
  public static final SubjectRef ADA = user("usr_ada");
  public static final SubjectRef GRACE = user("usr_grace");
  public static final SubjectRef EVE = user("usr_eve");
  public static final AuditInitiator BY = AuditInitiator.server("test");

  public Instant now = Instant.parse("2026-11-25T12:00:00Z");
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeIdGenerator identifiers = new FakeIdGenerator();
  public final FakeProviderRegistry registry = new FakeProviderRegistry();
  public final FakeAuthorizationService authorization =
      new FakeAuthorizationService()
          .allow(ACME, ADA, "jit.approve")
          .allow(ACME, GRACE, "jit.approve")
          .allow(GLOBEX, ADA, "jit.approve");
  public final FakeSubjectDirectory subjects =
      new FakeSubjectDirectory()
          .with(ACME, ADA)
          .with(ACME, GRACE)
          .with(ACME, EVE)
          .with(ACME, AGENT, "Travel agent")
          .with(GLOBEX, ADA);
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeRoleAssignmentService roles = new FakeRoleAssignmentService();
  public final FakeClientDirectory clients = new FakeClientDirectory();
  public final FakeSettingsStore settings = new FakeSettingsStore();
  public final FakeTenantRegistry served;
  public final StatementCountingPersistenceUnit recorded;
  public final ApprovalStore store;
  public final ApproverRuleStore rules;
  public final ApproverDelegateStore deputies;
  public final ApproverEligibilityEvaluator approvers;
  public final DueApprovalWorker worker;

  /** Makes one as a server does that starts now. */
  public final Supplier<DueApprovalWorker> workers;

  public final PersistentApprovalService engine;
  public final ApprovalInboxQuery inbox;
  public final ApprovalWithdrawalListener stops;
  public final ApprovalVoteEvaluator agreement;

  public ApprovalServiceFixture(TestDatabase database) {
    recorded =
        new StatementCountingPersistenceUnit(
            database.open(TestDatabase.tablesOf(PersistentApprovalService.class)));
    store = new ApprovalStore(recorded);
    rules = new ApproverRuleStore(recorded);
    deputies = new ApproverDelegateStore(recorded);
    approvers =
        new ApproverEligibilityEvaluator(
                authorization,
                users,
                (tenant, name) ->
                    name.equals("finance")
                        ? Optional.of(new GroupRef("grp_finance", "Finance", "finance"))
                        : Optional.empty(),
                subjects,
                deputies,
                new CredentialHolderResolver(new AgentOwnershipLookup(registry), clients),
                registry)
            .with(roles);
    var audit = new ApprovalAudit(log);
    var withdrawals = new ApprovalWithdrawalService(store, events, audit);
    served = new FakeTenantRegistry().with(ACME).with(GLOBEX);
    workers =
        () ->
            DueApprovalWorker.withoutThread(
                new DueApprovalStore(recorded),
                new ApproverNotifier(new ApproverRecipientResolver(approvers, deputies), registry),
                served,
                events,
                audit,
                new WithdrawnApprovalWorker(
                    new WithdrawnApprovalStore(recorded), withdrawals, served),
                () -> now);
    worker = workers.get();
    agreement = new ApprovalVoteEvaluator(store, approvers);
    var standing = new ApprovalRequestValidityChecker(subjects, registry);
    inbox = new ApprovalInboxQuery(store, approvers, standing, agreement, () -> now);
    engine =
        new PersistentApprovalService(
            store,
            approvers,
            agreement,
            standing,
            new ApprovalRequestOpener(
                store,
                rules,
                new AgentOwnershipLookup(registry),
                standing,
                identifiers,
                settings,
                audit,
                () -> {}),
            withdrawals,
            events,
            audit,
            inbox,
            () -> now);
    stops = new ApprovalWithdrawalListener(recorded, standing, () -> {}, served, () -> now);
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
    return engine.requestApproval(ACME, payment(risk), BY);
  }

  public Approval answer(String id, SubjectRef who, boolean yes) {
    return engine.answer(ACME, id, who, ApprovalAnswer.of(yes), BY);
  }

  public Approval use(String id, Map<String, Object> parameters) {
    return engine.consume(ACME, id, "payment", parameters, BY);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** With which code something is refused. */
  static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
