package org.lumoauth.agents.budgets;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class BudgetPolicyCacheContractTest extends DatabaseCachingListenerContract {

  private Node node;

  @Override
  protected void start(TestDatabase database) {
    node = new Node(database.units());
    node.limit(Node.AGENT, Node.calls(3));
  }

  @Override
  protected DomainEventListener listener() {
    return node.policies;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(BudgetPolicyCache.CHANGED, Node.ACME.id(), Node.AGENT);
  }

  @Override
  protected Object remembered() {
    return node.policies.find(Node.ACME, Node.AGENT).isPresent();
  }

  @AfterEach
  void close() {
    node.close();
  }
}
