/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.GLOBEX;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.profile.AdditionalUserClaims;
import org.lumoauth.platform.directory.profile.LocalizedNames;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** A user is the same, read by plain SQL and as an entity. */
class UserSqlReaderTest {
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00.123456Z");
  private static final UserAccount EVERYTHING =
      new UserAccount(
          "usr_all",
          new UserProfile(
              "ada@x.example",
              Optional.of("ada"),
              Optional.of("Ada \uD83C\uDF31 Lovelace"),
              Optional.of("Ada"),
              Optional.of("Lovelace"),
              Optional.of("https://x.example/ada.png"),
              true,
              Optional.of("+44 20 7946 0000"),
              true,
              true,
              Optional.of("en-GB"),
              Optional.of("Europe/London"),
              PostalAddress.of(Map.of("street_address", "12 Square\nFlat 2", "country", "UK")),
              Map.of("ja", LocalizedNames.of(Map.of("given_name", "\u30A8\u30A4\u30C0"))),
              AdditionalUserClaims.of(
                  Map.of("nickname", "Enchantress", "birthdate", "1815-12-10"))),
          Optional.of(NOON.plusSeconds(1)),
          7,
          Optional.of(NOON.plusSeconds(2)),
          NOON,
          NOON,
          1);
  private static final UserAccount NOTHING =
      new UserAccount(
          "usr_none",
          UserProfile.of("none@x.example", Optional.empty(), false),
          Optional.empty(),
          0,
          Optional.empty(),
          NOON,
          NOON,
          1);

  @DatabaseTest
  void readsSameUserAsEntity(TestDatabase database) {
    var users = new DirectoryFixture(database).users;
    for (UserAccount kept : List.of(EVERYTHING, NOTHING)) {
      users.insert(ACME.id(), kept, Optional.empty());
      var entity = users.findAll(ACME.id(), List.of(kept.id())).get(0);

      assertEquals(kept.profile(), entity.profile());
      assertEquals(Optional.of(entity), users.find(ACME.id(), kept.id()));
      assertEquals(Optional.of(entity), users.find(ACME.id(), kept.profile().email()));
    }
  }

  @DatabaseTest
  void findsOnlyExactIdOrEmailInTenant(TestDatabase database) {
    var users = new DirectoryFixture(database).users;
    users.insert(ACME.id(), EVERYTHING, Optional.empty());

    for (String other : List.of("usr_al", "USR_ALL", "usr_all ", "Ada@x.example", "ada@", "")) {
      assertTrue(users.find(ACME.id(), other).isEmpty(), other);
    }
    assertTrue(users.find(GLOBEX.id(), EVERYTHING.id()).isEmpty());
    assertTrue(users.find(GLOBEX.id(), EVERYTHING.profile().email()).isEmpty());
  }
}
