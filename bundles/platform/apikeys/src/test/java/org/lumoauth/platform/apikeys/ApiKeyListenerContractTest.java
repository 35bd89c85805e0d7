/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeyListenerContractTest extends DatabaseCachingListenerContract {

  private ApiKeyFixture apikeys;
  private String keyId;

  @Override
  protected void start(TestDatabase database) {
    apikeys = new ApiKeyFixture(database);
    keyId = apikeys.keys.issue(ApiKeyFixture.ACME, "CI", Set.of("admin")).id();
  }

  @Override
  protected DomainEventListener listener() {
    return new ApiKeyChangeListener(apikeys.keys);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.changed", ApiKeyFixture.ACME.id(), keyId);
  }

  @Override
  protected Object remembered() {
    return apikeys.keys.find(ApiKeyFixture.ACME, keyId).isPresent();
  }
}
