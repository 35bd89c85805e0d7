/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;

import java.util.Map;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SocialProviderCacheContractTest extends DatabaseCachingListenerContract {

  private FederationBundleFixture room;

  @Override
  protected void start(TestDatabase database) {
    room = new FederationBundleFixture(database);
    room.google(Map.of());
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(SocialProviderCache.CHANGED, ACME.id(), "google");
  }

  @Override
  protected Object remembered() {
    return room.memory.find(ACME.id(), "google").isPresent();
  }
}
