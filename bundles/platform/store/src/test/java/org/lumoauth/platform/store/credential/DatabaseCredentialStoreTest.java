/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.CredentialStore.StoredCredential;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.RecordJsonCodec;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class DatabaseCredentialStoreTest {
  private static final TenantContext ACME = TestBuilders.aTenant("acme").build();
  private static final TenantContext GLOBEX = TestBuilders.aTenant("globex").build();
  private static final SubjectRef ALICE = new SubjectRef("user", "usr_alice");
  private static final SubjectRef BOB = new SubjectRef("user", "usr_bob");

  private static DatabaseCredentialStore on(TestDatabase database) {
    return new DatabaseCredentialStore(
        database.open(TestDatabase.tablesOf(DatabaseCredentialStore.class)),
        new RecordJsonCodec(),
        new FakeSecretProtectionService(),
        new FakeIdGenerator());
  }

  private static byte[] secret(String text) {
    return text.getBytes(UTF_8);
  }

  @DatabaseTest
  void findsAddedCredential(TestDatabase database) {
    var store = on(database);

    var id = store.add(ACME, ALICE, "totp", secret("seed"), Map.of("name", "Phone"));

    var found = store.find(ACME, id).orElseThrow();
    assertArrayEquals(secret("seed"), found.secret());
    assertEquals(Map.of("name", "Phone"), found.attributes());
  }

  @DatabaseTest
  void listsCredentialsOfMethodOldestFirst(TestDatabase database) {
    var store = on(database);
    var first = store.add(ACME, ALICE, "totp", secret("a"), Map.of());
    store.add(ACME, BOB, "totp", secret("b"), Map.of());
    store.add(ACME, ALICE, "passkey", secret("c"), Map.of());
    store.add(GLOBEX, ALICE, "totp", secret("d"), Map.of());
    var second = store.add(ACME, ALICE, "totp", secret("e"), Map.of());

    var ids = store.list(ACME, ALICE, "totp").stream().map(StoredCredential::id).toList();

    assertEquals(List.of(first, second), ids);
  }

  @DatabaseTest
  void doesNotFindACredentialOfAnotherTenant(TestDatabase database) {
    var store = on(database);
    var id = store.add(ACME, ALICE, "totp", secret("seed"), Map.of());

    assertTrue(store.find(GLOBEX, id).isEmpty());
  }

  @DatabaseTest
  void replacesOnlyUnchangedCredential(TestDatabase database) {
    var store = on(database);
    var id = store.add(ACME, ALICE, "totp", secret("seed"), Map.of("counter", "1"));
    var was = store.find(ACME, id).orElseThrow();

    assertTrue(
        store.replace(
            ACME, was, new StoredCredential(id, "totp", secret("seed"), Map.of("counter", "2"))));
    assertFalse(
        store.replace(
            ACME, was, new StoredCredential(id, "totp", secret("seed"), Map.of("counter", "3"))));

    assertEquals(Map.of("counter", "2"), store.find(ACME, id).orElseThrow().attributes());
  }

  @DatabaseTest
  void doesNotReplaceACredentialOfAnotherTenant(TestDatabase database) {
    var store = on(database);
    var id = store.add(ACME, ALICE, "totp", secret("seed"), Map.of());
    var was = store.find(ACME, id).orElseThrow();

    assertFalse(
        store.replace(GLOBEX, was, new StoredCredential(id, "totp", secret("mine"), Map.of())));
  }

  @DatabaseTest
  void removesACredential(TestDatabase database) {
    var store = on(database);
    var id = store.add(ACME, ALICE, "totp", secret("seed"), Map.of());

    store.remove(ACME, id);

    assertTrue(store.find(ACME, id).isEmpty());
  }
}
