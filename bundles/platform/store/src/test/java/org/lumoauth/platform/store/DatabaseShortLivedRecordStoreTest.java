/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;
import static org.lumoauth.platform.store.StoreModuleFixture.GLOBEX;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DatabaseShortLivedRecordStoreTest {
  private static final Instant SOON = NOON.plusSeconds(60);

  record Code(
      String client,
      Optional<String> nonce,
      Optional<Long> lifetime,
      Instant at,
      Duration grace,
      Map<String, Object> claims,
      List<Step> steps,
      Set<String> scopes) {}

  record Step(String method, Optional<Instant> done) {}

  record OlderCode(String client, Optional<String> added) {}

  @DatabaseTest
  void readsStoredRecord(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var code =
          new Code(
              "client",
              Optional.of("n"),
              Optional.empty(),
              NOON.plusNanos(123_456_789),
              Duration.ofMillis(1500),
              Map.of("address", Map.of("locality", "Köln"), "max_age", 5),
              List.of(new Step("password", Optional.of(NOON))),
              Set.of("openid"));

      fixture.store.add(ACME, "code", "c1", code, SOON);

      assertEquals(code, fixture.store.find(ACME, "code", "c1", Code.class).orElseThrow().value());
    }
  }

  @DatabaseTest
  void readsRecordOfAnotherModuleVersion(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", Map.of("client", "c", "unknown", 1), SOON);

      var read = fixture.store.find(ACME, "code", "c1", OlderCode.class).orElseThrow();

      assertEquals(new OlderCode("c", Optional.empty()), read.value());
    }
  }

  @DatabaseTest
  void addsKeyOnlyOnce(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      assertTrue(fixture.store.add(ACME, "jti", "j1", Map.of(), SOON));

      assertFalse(fixture.store.add(ACME, "jti", "j1", Map.of(), SOON));
    }
  }

  @DatabaseTest
  void isolatesTenantsKindsAndKeys(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "jti", "j1", "acme", SOON);

      assertTrue(fixture.store.add(GLOBEX, "jti", "j1", "globex", SOON));
      assertTrue(fixture.store.add(ACME, "nonce", "j1", "nonce", SOON));
      assertTrue(fixture.store.add(ACME, "jti", "J1", "capital", SOON));
      assertEquals(
          "acme", fixture.store.find(ACME, "jti", "j1", String.class).orElseThrow().value());
    }
  }

  @DatabaseTest
  void executesBegunWritesTogether(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "one", SOON);
      var was = fixture.store.find(ACME, "code", "c1", String.class).orElseThrow();

      try (var replaced = fixture.store.beginReplace(ACME, was, "two", SOON);
          var lost = fixture.store.beginReplace(ACME, was, "three", SOON)) {
        assertEquals("one", value(fixture), "nobody has asked");
        assertTrue(fixture.store.add(ACME, "jti", "j1", Map.of(), SOON));
        assertEquals("two", value(fixture), "it went along");
        assertTrue(replaced.awaitResult());
        assertTrue(replaced.awaitResult(), "asked again");
        assertFalse(lost.awaitResult());
      }
      assertEquals("two", value(fixture));
    }
  }

  @DatabaseTest
  void closeExecutesBegunWrite(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.beginAdd(ACME, "code", "c1", "one", SOON).close();

      assertEquals("one", value(fixture));
      try (var taken = fixture.store.beginAdd(ACME, "code", "c1", "two", SOON)) {
        assertFalse(taken.awaitResult());
      }
      fixture.now.set(SOON);
      try (var again = fixture.store.beginAdd(ACME, "code", "c1", "two", SOON.plusSeconds(1))) {
        assertTrue(again.awaitResult(), "in the place of what has expired");
      }
    }
  }

  @DatabaseTest
  void ignoresExpiredRecord(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "value", SOON);
      var was = fixture.store.find(ACME, "code", "c1", String.class).orElseThrow();

      fixture.now.set(SOON);

      assertTrue(fixture.store.find(ACME, "code", "c1", String.class).isEmpty());
      assertTrue(fixture.store.take(ACME, "code", "c1", String.class).isEmpty());
      assertFalse(fixture.store.replace(ACME, was, "other", SOON.plusSeconds(60)));
    }
  }

  @DatabaseTest
  void replacesExpiredRecordOnAdd(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "old", SOON);
      fixture.now.set(SOON);

      assertTrue(fixture.store.add(ACME, "code", "c1", "new", SOON.plusSeconds(60)));

      assertEquals(
          "new", fixture.store.find(ACME, "code", "c1", String.class).orElseThrow().value());
    }
  }

  @DatabaseTest
  void takesRecordOnlyOnce(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "value", SOON);

      assertEquals(
          "value", fixture.store.take(ACME, "code", "c1", String.class).orElseThrow().value());

      assertTrue(fixture.store.take(ACME, "code", "c1", String.class).isEmpty());
    }
  }

  @DatabaseTest
  void replaceAndGetReturnsReplaceableRecord(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "one", SOON);
      var one = fixture.store.find(ACME, "code", "c1", String.class).orElseThrow();

      var two = fixture.store.replaceAndGet(ACME, one, "two", SOON).orElseThrow();
      var three =
          fixture.store.replaceAndGet(ACME, two, "three", SOON.plusSeconds(9)).orElseThrow();

      assertEquals(three, fixture.store.find(ACME, "code", "c1", String.class).orElseThrow());
      assertTrue(fixture.store.replaceAndGet(ACME, two, "four", SOON).isEmpty());
    }
  }

  @DatabaseTest
  void discardsRecordOnce(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "one", SOON);

      assertFalse(fixture.store.discard(GLOBEX, "code", "c1"));
      assertTrue(fixture.store.discard(ACME, "code", "c1"));
      assertFalse(fixture.store.discard(ACME, "code", "c1"));
    }
  }

  @DatabaseTest
  void doesNotDiscardExpiredRecord(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "one", SOON);
      fixture.now.set(SOON);

      assertFalse(fixture.store.discard(ACME, "code", "c1"));
    }
  }

  @DatabaseTest
  void replacesOnlyUnchangedRecord(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "one", SOON);
      var was = fixture.store.find(ACME, "code", "c1", String.class).orElseThrow();
      assertTrue(fixture.store.replace(ACME, was, "two", SOON));

      assertFalse(fixture.store.replace(ACME, was, "three", SOON));

      assertEquals(
          "two", fixture.store.find(ACME, "code", "c1", String.class).orElseThrow().value());
    }
  }

  @DatabaseTest
  void doesNotReplaceRecreatedRecord(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "one", SOON);
      var was = fixture.store.find(ACME, "code", "c1", String.class).orElseThrow();
      fixture.store.remove(ACME, "code", "c1");
      fixture.store.add(ACME, "code", "c1", "again", SOON);

      assertFalse(fixture.store.replace(ACME, was, "two", SOON));
    }
  }

  @DatabaseTest
  void storesSixtyFourKibibytes(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var text =
          "x".repeat(DatabaseShortLivedRecordStore.MAX_BYTES - 2); // two are the quotation marks

      fixture.store.add(ACME, "request", "r1", text, SOON);

      assertEquals(
          text, fixture.store.find(ACME, "request", "r1", String.class).orElseThrow().value());
    }
  }

  @DatabaseTest
  void refusesMoreThanSixtyFourKibibytes(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      var text = "x".repeat(DatabaseShortLivedRecordStore.MAX_BYTES - 1);

      var refusal =
          assertThrows(
              ApiException.class, () -> fixture.store.add(ACME, "request", "r1", text, SOON));

      assertEquals(413, refusal.status());
    }
  }

  @DatabaseTest
  void storesKeyAndValueEncrypted(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "the-key", "the-value", SOON);

      var row =
          fixture.unit.<String>autoCommit(
              connection -> {
                try (var statement = connection.createStatement();
                    var rows =
                        statement.executeQuery("SELECT key_hash, sealed, kind FROM store_record")) {
                  rows.next();
                  return new String(rows.getBytes(1), ISO_8859_1)
                      + new String(rows.getBytes(2), ISO_8859_1)
                      + rows.getString(3);
                }
              });

      assertFalse(row.contains("the-key") || row.contains("the-value"), row);
    }
  }

  @DatabaseTest
  void rejectsValueMovedToAnotherKey(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "code", "c1", "mine", SOON);
      fixture.store.add(ACME, "code", "c2", "yours", SOON.plusSeconds(1));
      fixture.unit.update(
          "UPDATE store_record SET sealed ="
              + " (SELECT sealed FROM (SELECT sealed FROM store_record WHERE expires_at > ?) other)",
          EpochMicrosConverter.toMicros(SOON));

      assertThrows(
          IllegalStateException.class, () -> fixture.store.find(ACME, "code", "c1", String.class));
    }
  }

  private static String value(StoreModuleFixture fixture) {
    return fixture.store.find(ACME, "code", "c1", String.class).orElseThrow().value();
  }
}
