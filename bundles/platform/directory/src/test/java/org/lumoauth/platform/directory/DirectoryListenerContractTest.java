/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.directory.user.StoredUserDirectory;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DirectoryListenerContractTest extends DatabaseCachingListenerContract {

  private DirectoryFixture directory;
  private String userId;

  @Override
  protected void start(TestDatabase database) {
    directory = new DirectoryFixture(database);
    userId = directory.user("ada@example.com").user().id();
  }

  @Override
  protected DomainEventListener listener() {
    return new StoredUserDirectory.UserCacheListener(directory.directory);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.changed", DirectoryFixture.ACME.id(), userId);
  }

  @Override
  protected Object remembered() {
    return directory.directory.known(DirectoryFixture.ACME, userId).status();
  }
}
