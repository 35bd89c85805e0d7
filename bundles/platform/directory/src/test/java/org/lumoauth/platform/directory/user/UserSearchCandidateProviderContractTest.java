/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AccessSearchCandidateProviderContract;

class UserSearchCandidateProviderContractTest extends AccessSearchCandidateProviderContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final DirectoryFixture directory = new DirectoryFixture(database);
  private List<String> ids;

  @BeforeEach
  void makeUsers() {
    ids =
        IntStream.range(0, 4)
            .mapToObj(number -> directory.user("u" + number + "@x.example").id())
            .toList();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected AccessSearchCandidateProvider candidates() {
    return new UserSearchCandidateProvider(directory.users);
  }

  @Override
  protected TenantContext tenant() {
    return DirectoryFixture.ACME;
  }

  @Override
  protected String type() {
    return SubjectRef.USER;
  }

  @Override
  protected Optional<SubjectRef> subject() {
    return Optional.empty();
  }

  @Override
  protected List<String> known() {
    return ids;
  }
}
