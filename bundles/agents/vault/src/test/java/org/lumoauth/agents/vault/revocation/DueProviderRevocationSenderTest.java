/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.agents.vault.StubProviderHttpClient.form;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.StubProviderHttpClient;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.provider.ProviderRevocationClient;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DueProviderRevocationSenderTest {

  private Instant now;

  @DatabaseTest
  void tellsTheProviderOfBothTokensAfterTheConnectionIsGone(TestDatabase database) {
    var room = ended(database);
    room.provider.behaves(StubProviderHttpClient.says(200, ""));

    round(room).run();

    assertEquals(2, room.provider.sent().size());
    var first = room.provider.sent().get(0);
    assertEquals("https://files.example/revoke", first.uri().toString());
    assertEquals(Optional.of(ACME.id()), first.tenantId());
    assertEquals(Map.of("token", "refresh-0", "token_type_hint", "refresh_token"), form(first));
    assertEquals(
        Map.of("token", "access-0", "token_type_hint", "access_token"),
        form(room.provider.sent().get(1)));
    assertEquals(0, room.waiting());
    assertEquals("connection.token_revoked", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void triesAgainLaterAndNotAtOnce(TestDatabase database) {
    var room = ended(database);
    room.provider.behaves(StubProviderHttpClient.says(503, ""));

    round(room).run();
    round(room).run();
    assertEquals(2, room.provider.sent().size());
    now = now.plus(Duration.ofSeconds(20));
    round(room).run();

    assertEquals(4, room.provider.sent().size());
    assertEquals(2, room.waiting());
  }

  @DatabaseTest
  void givesUpAfterADayAndSaysSo(TestDatabase database) {
    var room = ended(database);
    room.provider.behaves(StubProviderHttpClient.silent(false));
    now = now.plus(Duration.ofHours(25));

    round(room).run();

    assertEquals(0, room.waiting());
    assertEquals("FAILURE", room.log.last(ACME.id()).event().outcome().toString());
  }

  @DatabaseTest
  void givesUpWhereTheProviderRefuses(TestDatabase database) {
    var room = ended(database);
    room.provider.behaves(StubProviderHttpClient.says(401, "{\"error\":\"invalid_client\"}"));

    round(room).run();

    assertEquals(0, room.waiting());
  }

  @DatabaseTest
  void isHeldUpByNothingThatCanNotBeRead(TestDatabase database) {
    var room = ended(database);
    String first = room.revocationStore.findDue(now, 1).get(0).id();
    room.unit.update(
        "update vault_revocation set sealed = ? where revocation_id = ?", new byte[40], first);

    round(room).run();

    assertEquals(1, room.provider.sent().size());
    assertEquals(1, room.waiting());
    now = now.plus(Duration.ofHours(25));
    round(room).run();
    assertEquals(0, room.waiting());
  }

  @DatabaseTest
  void isDoneByOneOfTwoNodes(TestDatabase database) {
    var room = ended(database);
    var due = room.revocationStore.findDue(now, 10).get(0);

    assertEquals(true, room.revocationStore.claim(due, now.plusSeconds(20)));
    assertFalse(
        new VaultBundleFixture(database, room).revocationStore.claim(due, now.plusSeconds(20)));
  }

  @DatabaseTest
  void keepsWhatItHasToTellEncrypted(TestDatabase database) {
    var room = ended(database);

    room.unit
        .query(row -> row.getBytes(1), "select sealed from vault_revocation")
        .forEach(
            kept -> {
              String text = new String(kept, StandardCharsets.ISO_8859_1);
              assertFalse(text.contains("-0") && text.contains("token"), text);
            });
  }

  private DueProviderRevocationSender round(VaultBundleFixture room) {
    return new DueProviderRevocationSender(
        room.revocationStore, new ProviderRevocationClient(room.provider), room.log, () -> now);
  }

  /** A room in which a grant ended with its connection. */
  private VaultBundleFixture ended(TestDatabase database) {
    var room = new VaultBundleFixture(database);
    var connection = room.connection();
    room.linked(connection);
    room.connections.delete(ACME, connection.id(), ADMIN);
    now = Instant.now();
    return room;
  }
}
