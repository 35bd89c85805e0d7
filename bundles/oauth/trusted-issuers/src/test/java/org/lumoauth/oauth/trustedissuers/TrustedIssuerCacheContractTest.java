/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ACME;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustedIssuerCacheContractTest extends DatabaseCachingListenerContract {

  private TrustedIssuerBundleFixture room;

  @Override
  protected void start(TestDatabase database) {
    room = new TrustedIssuerBundleFixture(database);
    room.issuers.create(
        ACME,
        TrustedIssuerBundleFixture.settings("https://idp.example"),
        TrustedIssuerBundleFixture.ADMIN);
  }

  @Override
  protected DomainEventListener listener() {
    return room.memory;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(TrustedIssuerCache.CHANGED, ACME.id(), "tis_1");
  }

  @Override
  protected Object remembered() {
    return room.memory.findByIssuer(ACME.id(), "https://idp.example").isPresent();
  }
}
