package org.lumoauth.platform.directory;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.directory.user.StoredUserDirectory;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DirectoryListenerContractTest extends DatabaseCachingListenerContract {

  private Fixture directory;
  private String userId;

  @Override
  protected void start(TestDatabase database) {
    directory = new Fixture(database);
    userId = directory.user("ada@example.com").user().id();
  }

  @Override
  protected DomainEventListener listener() {
    return new StoredUserDirectory.UserCacheListener(directory.directory);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.changed", Fixture.ACME.id(), userId);
  }

  @Override
  protected Object remembered() {
    return directory.directory.known(Fixture.ACME, userId).status();
  }
}
