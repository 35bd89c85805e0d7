/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.budgets.BudgetHolderResolver;
import org.lumoauth.agents.budgets.BudgetPolicy;
import org.lumoauth.agents.budgets.BudgetPolicyCache;
import org.lumoauth.agents.budgets.ReservedCallCounter;
import org.lumoauth.agents.budgets.UsageCounterStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Who says above which cost a person is asked. */
class BudgetAdminServiceTest {

  private static final TenantContext ACME = aTenant("acme").build();
  private static final String AGENT = AgentBuilder.ID;
  private static final String BLUEPRINT = "abp_01HZZZZZZZZZZZZZZZZZZZZZZZ";

  private final FakeAuditLog log = new FakeAuditLog();
  private TestDatabase database;
  private BudgetPolicyCache policies;
  private BudgetAdminService changes;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var unit = database.open(TestDatabase.tablesOf(BudgetPolicyCache.class));
    policies =
        new BudgetPolicyCache(
            unit,
            new ReservedCallCounter(new UsageCounterStore(unit)),
            new FakeDomainEventPublisher());
    changes =
        new BudgetAdminService(
            new BudgetHolderResolver(policies, new FakeProviderRegistry()), policies, log);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void refusesToWeakenTheApprovalThresholdWithoutApprovalPermission() {
    for (String holder : new String[] {AGENT, BLUEPRINT}) {
      limit(holder, above(100));

      for (BudgetRequestBody less : new BudgetRequestBody[] {above(101), calls(5), above(null)}) {
        var refusal = assertThrows(ApiException.class, () -> limit(holder, less));
        assertEquals("permission_denied", refusal.code());
      }

      assertEquals(Optional.of(100_000_000L), approvalAbove(holder));
    }
    assertEquals(2, log.of(ACME.id()).size());
  }

  @Test
  void allowsAStricterThresholdWithoutApprovalPermission() {
    limit(AGENT, calls(5)); // where nobody was asked nobody is
    limit(AGENT, above(100));
    limit(AGENT, above(100));

    limit(AGENT, above(99));

    assertEquals(Optional.of(99_000_000L), approvalAbove(AGENT));
  }

  @Test
  void allowsToWeakenTheThresholdWithApprovalPermission() {
    limit(AGENT, above(100));

    limit(AGENT, above(1_000), "jit.approve");
    limit(AGENT, above(null), "jit.approve");

    assertEquals(Optional.empty(), approvalAbove(AGENT));
  }

  private Optional<Long> approvalAbove(String holder) {
    return policies
        .find(ACME, holder)
        .map(BudgetPolicy::limits)
        .flatMap(each -> each.approvalAbove());
  }

  private void limit(String holder, BudgetRequestBody form, String... allowed) {
    var exchange =
        FakeHttpExchange.json(ACME, "/admin/agents/" + holder + "/budget", form)
            .withCaller(aCaller().apiKey().build())
            .withPermissions(allowed);
    changes.setLimits(exchange, holder, form.toLimits());
  }

  private static BudgetRequestBody above(Integer usd) {
    return new BudgetRequestBody(
        null, null, null, null, usd == null ? null : BigDecimal.valueOf(usd));
  }

  private static BudgetRequestBody calls(long most) {
    return new BudgetRequestBody(null, most, null, null, null);
  }
}
