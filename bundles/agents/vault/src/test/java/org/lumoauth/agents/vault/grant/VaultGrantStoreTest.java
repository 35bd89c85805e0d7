/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADA;
import static org.lumoauth.agents.vault.VaultBundleFixture.GLOBEX;
import static org.lumoauth.agents.vault.VaultBundleFixture.at;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class VaultGrantStoreTest {

  @DatabaseTest
  void keepsTokensEncrypted(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());

    byte[] kept = room.unit.query(row -> row.getBytes(1), "select sealed from vault_grant").get(0);

    String text = new String(kept, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("access-0") || text.contains("refresh-0"), text);
    assertEquals(
        Optional.of(new StoredGrantTokens("access-0", Optional.of("refresh-0"))),
        room.grants.findTokens(ACME.id(), grant));
  }

  @DatabaseTest
  void opensNoTokensInAnotherRow(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var first = room.linked(room.connection());
    var second = room.linked(room.connection());
    byte[] kept =
        room.unit
            .query(
                row -> row.getBytes(1),
                "select sealed from vault_grant where grant_id = ?",
                first.id())
            .get(0);
    room.unit.update("update vault_grant set sealed = ? where grant_id = ?", kept, second.id());

    var failure =
        assertThrows(
            IllegalStateException.class, () -> room.grants.findTokens(ACME.id(), room.now(second)));
    assertEquals("key, context and ciphertext do not match", failure.getMessage());
  }

  @DatabaseTest
  void keepsTheLargestTokensThatAreTaken(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    var tokens = VaultBundleFixture.tokens("a".repeat(16_000), "r".repeat(8_000));

    var grant = room.book.link(ACME, connection, ADA.id(), tokens, VaultBundleFixture.ADMIN);

    assertEquals(
        tokens.accessToken(), room.grants.findTokens(ACME.id(), grant).orElseThrow().accessToken());
  }

  @DatabaseTest
  void letsOneRenewAtATimeUntilItsTimeIsUp(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var other = new VaultBundleFixture(database, room);
    var grant = room.linked(room.connection());

    assertTrue(room.grants.claim(ACME.id(), grant, at(100), at(115)));
    assertFalse(other.grants.claim(ACME.id(), grant, at(114), at(130)));
    assertTrue(other.grants.claim(ACME.id(), grant, at(115), at(130)));
    other.grants.release(ACME.id(), grant);
    assertTrue(room.grants.claim(ACME.id(), grant, at(116), at(131)));
  }

  @DatabaseTest
  void keepsTheRefreshTokenThatIsNotReplaced(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());
    var tokens =
        new ProviderTokens(
            "access-1",
            Optional.empty(),
            Optional.of(Duration.ofMinutes(1)),
            Optional.of(List.of("files.read", "files.list")));

    assertTrue(room.grants.renew(ACME.id(), grant, tokens, List.of("other"), at(100)));

    var now = room.now(grant);
    assertEquals(
        Optional.of(new StoredGrantTokens("access-1", Optional.of("refresh-0"))),
        room.grants.findTokens(ACME.id(), now));
    assertEquals(Optional.of(at(160)), now.expiresAt());
    assertEquals(List.of("files.read", "files.list"), now.scopes());
    assertTrue(now.refreshable());
  }

  @DatabaseTest
  void renewsNothingThatWasChangedMeanwhile(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());
    var tokens = VaultBundleFixture.tokens("access-1", "refresh-1");
    room.grants.renew(ACME.id(), grant, tokens, List.of(), at(100));

    assertFalse(room.grants.renew(ACME.id(), grant, tokens, List.of(), at(101)));
    assertFalse(room.grants.claim(ACME.id(), grant, at(101), at(110)));
    assertFalse(room.grants.remove(ACME.id(), grant));
    assertEquals(Optional.empty(), room.grants.findTokens(ACME.id(), grant));
  }

  @DatabaseTest
  void forgetsTheTokensOfWhatTheProviderEnded(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());

    assertTrue(room.grants.markEnded(ACME.id(), grant));

    assertEquals(VaultGrantStatus.REVOKED, room.now(grant).status());
    assertEquals(Optional.empty(), room.grants.findTokens(ACME.id(), room.now(grant)));
    assertEquals(Map.of(), room.grants.countLinkedUsers(ACME.id()));
  }

  @DatabaseTest
  void countsUsersByConnection(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    room.linked(connection);
    room.book.findOrOpenMachineGrant(ACME, room.machine());

    assertEquals(Map.of(connection.id(), 1), room.grants.countLinkedUsers(ACME.id()));
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var grant = room.linked(room.connection());

    assertEquals(Optional.empty(), room.grants.find(GLOBEX.id(), grant.id()));
    assertEquals(Optional.empty(), room.grants.findTokens(GLOBEX.id(), grant));
    assertFalse(room.grants.claim(GLOBEX.id(), grant, at(1), at(2)));
    assertFalse(room.grants.remove(GLOBEX.id(), grant));
    assertFalse(room.grants.markEnded(GLOBEX.id(), grant));
    assertEquals(Map.of(), room.grants.countLinkedUsers(GLOBEX.id()));
    assertEquals(grant, room.now(grant));
  }
}
