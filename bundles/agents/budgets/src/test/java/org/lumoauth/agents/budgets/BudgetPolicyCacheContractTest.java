/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class BudgetPolicyCacheContractTest extends DatabaseCachingListenerContract {

  private BudgetNodeFixture node;

  @Override
  protected void start(TestDatabase database) {
    node = new BudgetNodeFixture(database.units());
    node.limit(BudgetNodeFixture.AGENT, BudgetNodeFixture.calls(3));
  }

  @Override
  protected DomainEventListener listener() {
    return node.policies;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(
        BudgetPolicyCache.CHANGED, BudgetNodeFixture.ACME.id(), BudgetNodeFixture.AGENT);
  }

  @Override
  protected Object remembered() {
    return node.policies.find(BudgetNodeFixture.ACME, BudgetNodeFixture.AGENT).isPresent();
  }

  @AfterEach
  void close() {
    node.close();
  }
}
