package org.lumoauth.platform.apikeys;

import java.util.Set;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ApiKeyListenerContractTest extends StoredMemoryContract {

  private Fixture apikeys;
  private String keyId;

  @Override
  protected void start(TestDatabase database) {
    apikeys = new Fixture(database);
    keyId = apikeys.keys.issue(Fixture.ACME, "CI", Set.of("admin")).id();
  }

  @Override
  protected DomainEventListener listener() {
    return new ApiKeyUpkeep.Listener(apikeys.keys);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(StoredApiKeys.SUBJECT_CHANGED, Fixture.ACME.id(), keyId);
  }

  @Override
  protected Object remembered() {
    return apikeys.keys.known(Fixture.ACME, keyId).isPresent();
  }
}
