/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.AgentUsage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** The budgets of one server, on a database of the test. */
final class BudgetNodeFixture implements AutoCloseable {

  static final TenantContext ACME = aTenant("acme").build();
  static final TenantContext OTHER = aTenant("other").build();
  static final String AGENT = AgentBuilder.ID;
  static final String CHILD = "agt_01HZZZZZZZZZZZZZZZZZZZZZZC";

  final FakeAgentRegistry registry = new FakeAgentRegistry();
  final PersistenceUnit unit;
  final UsageCounterStore counts;
  final ReservedCallCounter blocks;
  final BudgetPolicyCache policies;
  final BudgetHolderResolver holders;
  final PersistentAgentBudgetService budgets;
  final UsageReportRecorder reports;

  BudgetNodeFixture(PersistenceUnitFactory units) {
    this(units, new FakeDomainEventPublisher());
  }

  BudgetNodeFixture(PersistenceUnitFactory units, FakeDomainEventPublisher events) {
    unit = units.open(TestDatabase.tablesOf(BudgetChargeService.class));
    counts = new UsageCounterStore(unit);
    blocks = new ReservedCallCounter(counts);
    policies = new BudgetPolicyCache(unit, blocks, events);
    events.addListener(policies);
    registry.with(ACME, anAgent());
    registry.with(
        ACME,
        anAgent()
            .withId(CHILD)
            .with(
                new AgentGovernance(
                    AgentStatus.ACTIVE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(AGENT),
                    Optional.empty())));
    var providers = new FakeProviderRegistry();
    providers.with(AgentRegistry.class, "agents", registry);
    holders = new BudgetHolderResolver(policies, providers);
    var charges = new BudgetChargeService(unit, counts, blocks);
    budgets = new PersistentAgentBudgetService(holders, charges);
    reports = new UsageReportRecorder(holders, charges, unit);
  }

  void limit(String holderId, BudgetLimits limits) {
    policies.change(ACME, holderId, was -> new BudgetPolicy(holderId, limits, was.generation()));
  }

  static BudgetLimits calls(long most) {
    return new BudgetLimits(
        Optional.empty(), Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static BudgetLimits tokens(long most) {
    return new BudgetLimits(
        Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static BudgetLimits cost(long micros) {
    return new BudgetLimits(
        Optional.empty(),
        Optional.empty(),
        Optional.of(micros),
        Optional.empty(),
        Optional.empty());
  }

  static AgentUsage tokensUsed(long tokens) {
    return new AgentUsage(0, tokens, BigDecimal.ZERO, Optional.empty());
  }

  @Override
  public void close() {
    blocks.close();
    unit.close();
  }
}
