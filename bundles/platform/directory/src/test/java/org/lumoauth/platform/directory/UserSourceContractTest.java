/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.user.StoredUserDirectory;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class UserSourceContractTest extends SubjectSourceContract {

  private TestDatabase database;
  private SubjectSource source;
  private SubjectRef enabled;
  private SubjectRef disabled;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    var directory = new DirectoryFixture(database);
    source = new StoredUserDirectory.UserSubjectSource(directory.directory);
    enabled = ref(directory.user("ada@example.com"));
    var blocked = directory.user("bob@example.com");
    directory.admin.block(
        DirectoryFixture.ACME, blocked.user().id(), true, DirectoryFixture.SOMEBODY);
    disabled = ref(blocked);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected SubjectSource source() {
    return source;
  }

  @Override
  protected TenantContext tenant() {
    return DirectoryFixture.ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return enabled;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(disabled);
  }

  private static SubjectRef ref(UserAccount account) {
    return new SubjectRef(SubjectRef.USER, account.user().id());
  }
}
