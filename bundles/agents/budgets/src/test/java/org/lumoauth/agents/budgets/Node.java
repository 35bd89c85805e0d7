package org.lumoauth.agents.budgets;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.Usage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** The budgets of one server, on a database of the test. */
final class Node implements AutoCloseable {

  static final TenantContext ACME = aTenant("acme").build();
  static final TenantContext OTHER = aTenant("other").build();
  static final String AGENT = AgentBuilder.ID;
  static final String CHILD = "agt_01HZZZZZZZZZZZZZZZZZZZZZZC";

  final FakeAgentRegistry registry = new FakeAgentRegistry();
  final BudgetUnit unit;
  final CountTable counts;
  final CallBlocks blocks;
  final Policies policies;
  final Holders holders;
  final DurableBudgets budgets;
  final UsageReports reports;

  Node(PersistenceUnits units) {
    this(units, new FakeDomainEvents());
  }

  Node(PersistenceUnits units, FakeDomainEvents events) {
    unit = new BudgetUnit(units);
    counts = new CountTable(unit);
    blocks = new CallBlocks(counts);
    policies = new Policies(new PolicyTable(unit), blocks, events);
    events.tell(policies);
    registry.with(ACME, anAgent());
    registry.with(
        ACME,
        anAgent()
            .withId(CHILD)
            .with(
                new AgentDetails(
                    AgentStatus.ACTIVE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(AGENT),
                    Optional.empty())));
    var providers = new FakeProviderRegistry();
    providers.with(AgentRegistry.class, "agents", registry);
    holders = new Holders(policies, providers);
    var charges = new Charges(unit, counts, blocks);
    budgets = new DurableBudgets(holders, charges, new BudgetView(charges));
    reports = new UsageReports(holders, charges, unit);
  }

  void limit(String holderId, Limits limits) {
    policies.change(ACME, holderId, was -> new Policy(holderId, limits, was.generation()));
  }

  static Limits calls(long most) {
    return new Limits(
        Optional.empty(), Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Limits tokens(long most) {
    return new Limits(
        Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Limits cost(long micros) {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        Optional.of(micros),
        Optional.empty(),
        Optional.empty());
  }

  static Usage tokensUsed(long tokens) {
    return new Usage(0, tokens, BigDecimal.ZERO, Optional.empty());
  }

  @Override
  public void close() {
    blocks.close();
    unit.close();
  }
}
