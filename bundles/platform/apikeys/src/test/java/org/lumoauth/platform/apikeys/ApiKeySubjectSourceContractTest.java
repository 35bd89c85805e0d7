/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class ApiKeySubjectSourceContractTest extends SubjectSourceContract {

  private TestDatabase database;
  private ApiKeyFixture apikeys;
  private SubjectRef enabled;
  private SubjectRef disabled;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    apikeys = new ApiKeyFixture(database);
    enabled = stored("key_1", Optional.empty());
    disabled = stored("key_2", Optional.of(Instant.EPOCH.plusSeconds(1)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected SubjectSource source() {
    return apikeys.source;
  }

  @Override
  protected TenantContext tenant() {
    return ApiKeyFixture.ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return enabled;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(disabled);
  }

  private SubjectRef stored(String id, Optional<Instant> until) {
    var key = new ApiKey(id, "CI", Set.of("admin"), Instant.EPOCH, until, Optional.empty());
    apikeys.store.insert(ApiKeyFixture.ACME.id(), key, "hash of " + id);
    return new SubjectRef(SubjectRef.API_KEY, id);
  }
}
