/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;
import static org.lumoauth.platform.store.StoreModuleFixture.GLOBEX;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.credential.DatabaseCredentialStore;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class StoreMaintenanceTest {
  private static final AttemptLimit ONCE = new AttemptLimit(1, Duration.ofMinutes(1));
  private static final SubjectRef ALICE = new SubjectRef("user", "usr_alice");

  @DatabaseTest
  void erasesOnlyOneTenant(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var credentials = credentials(fixture);
      for (var tenant : List.of(ACME, GLOBEX)) {
        fixture.store.add(tenant, "jti", "j1", "v", NOON.plusSeconds(60));
        fixture.limiter.count(tenant, "code", "c", ONCE);
        credentials.add(tenant, ALICE, "totp", new byte[] {1}, Map.of());
      }
      var owner =
          database.eraser(
              List.of(
                  "store_record",
                  "store_count",
                  "store_credential",
                  "store_missed",
                  "store_announced"));

      owner.erase(ACME.id());
      owner.erase(ACME.id());

      assertTrue(fixture.store.find(ACME, "jti", "j1", String.class).isEmpty());
      assertTrue(credentials.list(ACME, ALICE, "totp").isEmpty());
      assertTrue(fixture.limiter.count(ACME, "code", "c", ONCE).isEmpty());
      assertTrue(fixture.limiter.count(GLOBEX, "code", "c", ONCE).isPresent());
      assertTrue(fixture.store.find(GLOBEX, "jti", "j1", String.class).isPresent());
      assertEquals(1, credentials.list(GLOBEX, ALICE, "totp").size());
    }
  }

  @DatabaseTest
  void removesCredentialsOfDeletedSubject(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var credentials = credentials(fixture);
      credentials.add(ACME, ALICE, "totp", new byte[] {1}, Map.of());

      new SubjectDeletionCredentialListener(credentials)
          .onEvent(new DomainEvent("subject.deleted", ACME.id(), ALICE.id()));

      assertTrue(credentials.list(ACME, ALICE, "totp").isEmpty());
    }
  }

  private static DatabaseCredentialStore credentials(StoreModuleFixture fixture) {
    return new DatabaseCredentialStore(
        fixture.tables,
        new RecordJsonCodec(),
        new FakeSecretProtectionService(),
        new FakeIdGenerator());
  }
}
