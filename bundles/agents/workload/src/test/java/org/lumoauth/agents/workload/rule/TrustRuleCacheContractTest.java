/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustRuleCacheContractTest extends DatabaseCachingListenerContract {

  private TrustRuleFixture room;

  @Override
  protected void start(TestDatabase database) {
    room = new TrustRuleFixture(database);
    room.book.create(ACME, TrustRuleFixture.rule("agt_1", "job-7"), TrustRuleFixture.ADMIN);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(TrustRuleCache.CHANGED, ACME.id(), "agt_1");
  }

  @Override
  protected Object remembered() {
    return room.memory.of(ACME.id(), "agt_1").size();
  }
}
