/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.ACME;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.AGENT;
import static org.lumoauth.agents.budgets.BudgetNodeFixture.CHILD;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;

/** What a server knows of budgets that another one changes. */
class BudgetPolicyCacheTest {
  private final AtomicLong nanos = new AtomicLong();

  @DatabaseTest
  void seesWithinASecondWhatAnotherServerChanged(TestDatabase database) {
    try (var there = new BudgetNodeFixture(database.units())) {
      BudgetPolicyCache here = here(there);
      assertEquals(Set.of(), here.of(ACME.id()).keySet());

      there.limit(AGENT, BudgetNodeFixture.calls(3));
      there.limit(CHILD, BudgetNodeFixture.calls(5));
      assertEquals(Set.of(), here.of(ACME.id()).keySet());
      pass(Duration.ofSeconds(1));
      assertEquals(Set.of(AGENT, CHILD), here.of(ACME.id()).keySet());

      there.limit(AGENT, BudgetNodeFixture.calls(4));
      pass(Duration.ofSeconds(1));
      assertEquals(Optional.of(4L), here.of(ACME.id()).get(AGENT).limits().callsPerHour());

      there.policies.onEvent(new DomainEvent("subject.deleted", ACME.id(), AGENT));
      pass(Duration.ofSeconds(1));
      assertEquals(Set.of(CHILD), here.of(ACME.id()).keySet());
    }
  }

  /** A tenant may have thousands. */
  @DatabaseTest
  void readsNoneAnewOfATenantWhoseBudgetsAreAsTheyWere(TestDatabase database) {
    try (var there = new BudgetNodeFixture(database.units())) {
      there.limit(AGENT, BudgetNodeFixture.calls(3));
      BudgetPolicyCache here = here(there);
      var known = here.of(ACME.id());

      pass(Duration.ofHours(1));
      assertSame(known, here.of(ACME.id()));
      there.limit(AGENT, BudgetNodeFixture.calls(3));
      pass(Duration.ofSeconds(1));
      assertNotSame(known, here.of(ACME.id()));
    }
  }

  private BudgetPolicyCache here(BudgetNodeFixture there) {
    return new BudgetPolicyCache(
        new BudgetPolicyStore(there.unit),
        there.blocks,
        new FakeDomainEventPublisher(),
        nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
