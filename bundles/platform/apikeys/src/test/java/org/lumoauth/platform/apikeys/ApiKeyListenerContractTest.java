package org.lumoauth.platform.apikeys;

import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeyListenerContractTest extends DatabaseCachingListenerContract {

  private Fixture apikeys;
  private String keyId;

  @Override
  protected void start(TestDatabase database) {
    apikeys = new Fixture(database);
    keyId = apikeys.keys.issue(Fixture.ACME, "CI", Set.of("admin")).id();
  }

  @Override
  protected DomainEventListener listener() {
    return new ApiKeyChangeListener(apikeys.keys);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.changed", Fixture.ACME.id(), keyId);
  }

  @Override
  protected Object remembered() {
    return apikeys.keys.find(Fixture.ACME, keyId).isPresent();
  }
}
