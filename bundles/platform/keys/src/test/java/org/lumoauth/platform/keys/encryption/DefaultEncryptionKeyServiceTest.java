/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.DecryptionException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.foreign.DefaultJwtEncryptionService;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.keys.signing.KeyAuditRecorder;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class DefaultEncryptionKeyServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final AuditInitiator SOMEBODY = AuditInitiator.server("test");

  private final FakeAuditLog audit = new FakeAuditLog();
  private final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  @DatabaseTest
  void publishesOnePublicKeyPerKeyType(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));

    ring.publish(ACME);
    ring.publish(ACME);

    List<Map<String, Object>> keys = ring.publicKeys(ACME);
    assertEquals(
        Set.of("EC", "RSA"), keys.stream().map(key -> key.get("kty")).collect(Collectors.toSet()));
    for (Map<String, Object> key : keys) {
      assertEquals("enc", key.get("use"));
      assertFalse(key.containsKey("d"));
    }
    assertEquals(2, keys.size());
  }

  @DatabaseTest
  void publishesNoKeysForOtherTenant(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME);

    assertEquals(List.of(), ring.publicKeys(GLOBEX));
  }

  @DatabaseTest
  void decryptsJweForPublishedKey(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME);

    for (Map<String, Object> key : ring.publicKeys(ACME)) {
      assertEquals("a.b.c", open(ring, ACME, to(key)));
    }
  }

  @DatabaseTest
  void rejectsJweForAnotherTenant(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME);
    ring.publish(GLOBEX);
    String jwe = to(ring.publicKeys(ACME).get(0));

    var refusal = assertThrows(DecryptionException.class, () -> open(ring, GLOBEX, jwe));

    assertEquals("the JWE cannot be decrypted", refusal.getMessage());
  }

  @DatabaseTest
  void decryptsWithOldKeyDuringOverlap(TestDatabase database) throws Exception {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME);
    Map<String, Object> old = ring.publicKeys(ACME).get(0);

    List<String> kids = ring.rotate(ACME, false, SOMEBODY);

    assertEquals(
        Set.copyOf(kids),
        ring.publicKeys(ACME).stream().map(key -> key.get("kid")).collect(Collectors.toSet()));
    assertFalse(kids.contains(old.get("kid")));
    assertEquals("a.b.c", open(ring, ACME, to(old)));
    assertEquals("a.b.c", open(ring, ACME, to(ring.publicKeys(ACME).get(0))));
    now = now.plus(OVERLAP);
    assertThrows(DecryptionException.class, () -> open(ring, ACME, to(old)));
    assertEquals("a.b.c", open(ring, ACME, to(ring.publicKeys(ACME).get(0))));
  }

  @DatabaseTest
  void rejectsJweForRevokedKey(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME);
    Map<String, Object> old = ring.publicKeys(ACME).get(0);

    ring.rotate(ACME, true, SOMEBODY);

    assertThrows(DecryptionException.class, () -> open(ring, ACME, to(old)));
  }

  @DatabaseTest
  void deletesExpiredKeys(TestDatabase database) {
    PersistenceUnit unit = database.open(KeysPersistenceUnit.DEFINITION);
    var ring = ring(unit);
    ring.publish(ACME);
    ring.rotate(ACME, false, SOMEBODY);
    now = now.plus(OVERLAP).plusSeconds(1);

    ring.rotate(ACME, false, SOMEBODY);

    assertEquals(4, store(unit).read(ACME.id()).size(), "two that are published, two retiring");
  }

  @DatabaseTest
  void auditsRotationAndRotatesNothingWithoutAudit(TestDatabase database) {
    var ring = ring(database.open(KeysPersistenceUnit.DEFINITION));
    ring.rotate(ACME, false, SOMEBODY);
    var keys = ring.publicKeys(ACME);

    var event = audit.last(ACME.id()).event();
    assertEquals("encryption_key.rotated", event.action());
    assertEquals("encryption_key", event.target().orElseThrow().type());
    audit.unavailable();
    assertThrows(RuntimeException.class, () -> ring.rotate(ACME, false, SOMEBODY));
    assertEquals(keys, ring.publicKeys(ACME));
  }

  @DatabaseTest
  void propagatesNewKeysToOtherNodes(TestDatabase database) throws Exception {
    PersistenceUnit unit = database.open(KeysPersistenceUnit.DEFINITION);
    var one = ring(unit);
    var other = ring(unit);
    events.addListener(other);
    assertEquals(List.of(), other.publicKeys(ACME));

    one.publish(ACME);

    assertEquals("a.b.c", open(other, ACME, to(one.publicKeys(ACME).get(0))));
  }

  @DatabaseTest
  void preservesKeysOfFirstNode(TestDatabase database) {
    PersistenceUnit unit = database.open(KeysPersistenceUnit.DEFINITION);
    var deaf = ring(unit);
    assertTrue(deaf.publicKeys(ACME).isEmpty());
    ring(unit).publish(ACME);

    deaf.publish(ACME);

    assertEquals(ring(unit).publicKeys(ACME), deaf.publicKeys(ACME));
  }

  @DatabaseTest
  void erasesKeysOfTenant(TestDatabase database) {
    PersistenceUnit unit = database.open(KeysPersistenceUnit.DEFINITION);
    var ring = ring(unit);
    ring.publish(ACME);
    ring.publish(GLOBEX);

    ring.erase(ACME.id());

    assertEquals(List.of(), ring.publicKeys(ACME));
    assertEquals(2, ring.publicKeys(GLOBEX).size());
  }

  private DefaultEncryptionKeyService ring(PersistenceUnit unit) {
    return new DefaultEncryptionKeyService(
        store(unit),
        JcaProviderSelector.fastest(),
        new KeyAuditRecorder(audit),
        identifiers,
        events,
        clock(),
        OVERLAP,
        10);
  }

  private static EncryptionKeyStore store(PersistenceUnit unit) {
    return new EncryptionKeyStore(
        unit, EnvelopeSecretProtectionService.create(unit, new MasterKey(new byte[32]), 10));
  }

  private static String to(Map<String, Object> key) {
    String algorithm = key.get("kty").equals("EC") ? "ECDH-ES" : "RSA-OAEP-256";
    return new DefaultJwtEncryptionService().encrypt("a.b.c", key, algorithm, "A256GCM");
  }

  private static String open(DefaultEncryptionKeyService ring, TenantContext tenant, String jwe)
      throws DecryptionException {
    return ring.decrypt(tenant, jwe, ring.algorithms(), ring.encodings());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
