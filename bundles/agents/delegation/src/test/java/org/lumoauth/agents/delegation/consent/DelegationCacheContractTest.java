/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import static org.lumoauth.agents.delegation.consent.DelegationConsentFixture.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DelegationCacheContractTest extends DatabaseCachingListenerContract {

  private DelegationConsentFixture room;

  @Override
  protected void start(TestDatabase database) {
    room = new DelegationConsentFixture(database);
    room.give(DelegationConsentFixture.DAY, DelegationConsentFixture.READ);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(DelegationCache.CHANGED, ACME.id(), DelegationConsentFixture.ALICE.id());
  }

  @Override
  protected Object remembered() {
    return room.memory.ofUser(ACME.id(), DelegationConsentFixture.ALICE.id()).size();
  }
}
