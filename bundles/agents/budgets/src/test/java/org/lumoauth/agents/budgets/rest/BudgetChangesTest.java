package org.lumoauth.agents.budgets.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.budgets.BudgetUnit;
import org.lumoauth.agents.budgets.CallBlocks;
import org.lumoauth.agents.budgets.CountTable;
import org.lumoauth.agents.budgets.Holders;
import org.lumoauth.agents.budgets.Policies;
import org.lumoauth.agents.budgets.Policy;
import org.lumoauth.agents.budgets.PolicyTable;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Who says above which cost a person is asked. */
class BudgetChangesTest {

  private static final TenantContext ACME = aTenant("acme").build();
  private static final String AGENT = AgentBuilder.ID;
  private static final String BLUEPRINT = "abp_01HZZZZZZZZZZZZZZZZZZZZZZZ";

  private final FakeAuditLog log = new FakeAuditLog();
  private TestDatabase database;
  private Policies policies;
  private BudgetChanges changes;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var unit = new BudgetUnit(database.units());
    policies =
        new Policies(
            new PolicyTable(unit), new CallBlocks(new CountTable(unit)), new FakeDomainEvents());
    changes = new BudgetChanges(new Holders(policies, new FakeProviderRegistry()), policies, log);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void letsNobodyTakeAPersonsApprovalAwayWhoMayNotApprove() {
    for (String holder : new String[] {AGENT, BLUEPRINT}) {
      limit(holder, above(100));

      for (BudgetForm less : new BudgetForm[] {above(101), calls(5), above(null)}) {
        var refusal = assertThrows(Problem.class, () -> limit(holder, less));
        assertEquals("permission_denied", refusal.code());
      }

      assertEquals(Optional.of(100_000_000L), approvalAbove(holder));
    }
    assertEquals(2, log.of(ACME.id()).size());
  }

  @Test
  void letsThemAskPeopleForMoreWhoMayNotApprove() {
    limit(AGENT, calls(5)); // where nobody was asked nobody is
    limit(AGENT, above(100));
    limit(AGENT, above(100));

    limit(AGENT, above(99));

    assertEquals(Optional.of(99_000_000L), approvalAbove(AGENT));
  }

  @Test
  void letsThemTakeItAwayWhoMayApprove() {
    limit(AGENT, above(100));

    limit(AGENT, above(1_000), "jit.approve");
    limit(AGENT, above(null), "jit.approve");

    assertEquals(Optional.empty(), approvalAbove(AGENT));
  }

  private Optional<Long> approvalAbove(String holder) {
    return policies.find(ACME, holder).map(Policy::limits).flatMap(each -> each.approvalAbove());
  }

  private void limit(String holder, BudgetForm form, String... allowed) {
    var exchange =
        FakeExchange.json(ACME, "/admin/agents/" + holder + "/budget", form)
            .by(aCaller().apiKey().build())
            .allowed(allowed);
    changes.limit(exchange, holder, form.toLimits());
  }

  private static BudgetForm above(Integer usd) {
    return new BudgetForm(null, null, null, null, usd == null ? null : BigDecimal.valueOf(usd));
  }

  private static BudgetForm calls(long most) {
    return new BudgetForm(null, most, null, null, null);
  }
}
