/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;
import static org.lumoauth.platform.directory.DirectoryFixture.SOMEBODY;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.NativeQueryFactory;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** A server of an earlier version changed users without the table of addresses. */
class EmailIndexMigrationTest {

  private static final String DELETE_USER =
      "delete from directory_user where tenant_id = ? and id = ?";
  private static final String DELETE_ADDRESS =
      "delete from directory_address where tenant_id = ? and user_id = ?";

  @DatabaseTest
  void releasesEmailOfUserDeletedByOldVersion(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var gone = directory.user("ada@x.example");
    meanwhile(database, DELETE_USER, ACME.id(), gone.id());

    directory.user("Ada@x.example");

    assertTaken(() -> directory.user("ADA@x.example"));
  }

  @DatabaseTest
  void indexesEmailChangedByOldVersion(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var ada = directory.user("ada@x.example");
    readdress(database, ada, "New@x.example");

    move(directory, directory.user("bob@x.example"), "Ada@x.example");

    assertTaken(() -> directory.user("NEW@x.example"));
    assertTaken(() -> directory.user("ADA@x.example"));
  }

  @DatabaseTest
  void detectsUserCreatedByOldVersion(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var made = directory.user("ada@x.example");
    meanwhile(database, DELETE_ADDRESS, ACME.id(), made.id());

    assertTaken(() -> directory.user("Ada@x.example"));
  }

  @DatabaseTest
  void indexesEmailOfUnindexedUserOnChange(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    var made = directory.user("ada@x.example");
    meanwhile(database, DELETE_ADDRESS, ACME.id(), made.id());

    move(directory, made, "Moved@x.example");

    assertTaken(() -> directory.user("moved@X.example"));
  }

  @DatabaseTest
  void repairsIndexAtStartup(TestDatabase database) {
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    var directory = new DirectoryFixture(database);
    var gone = directory.user("gone@x.example");
    var left = directory.user("left@x.example");
    var unknown = directory.user("Unknown@x.example");
    var twin = directory.user("twin@x.example");
    meanwhile(database, DELETE_USER, ACME.id(), gone.id());
    meanwhile(database, DELETE_ADDRESS, ACME.id(), unknown.id());
    readdress(database, left, "Moved@x.example");
    readdress(database, twin, "MOVED@x.example");

    new EmailIndexMigration(unit).run();
    new EmailIndexMigration(unit).run();

    assertEquals("left@x.example:", addresses(unit, "left@x.example"));
    assertEquals("gone@x.example:", addresses(unit, "gone@x.example"));
    assertEquals("unknown@x.example:0", addresses(unit, "unknown@x.example"));
    assertEquals("moved@x.example:0,1", addresses(unit, "moved@x.example"));
    assertTaken(() -> directory.user("UNKNOWN@x.example"));
    assertTaken(() -> directory.user("moved@x.example"));
  }

  @DatabaseTest
  void repairsIndexBeyondFirstPage(TestDatabase database) {
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    var directory = new DirectoryFixture(database);
    var last = directory.user("last@x.example");
    unit.run(
        em -> {
          for (int i = 0; i < 1_500; i++) { // in the order of identifiers all before the last
            NativeQueryFactory.createQuery(
                    em,
                    "insert into directory_user (tenant_id, id, email, email_verified,"
                        + " phone_verified, active, login_count, created_at, updated_at,"
                        + " version_no) values (?, ?, ?, 0, 0, 1, 0, 1, 1, 1)",
                    ACME.id(),
                    "usr_0" + i,
                    "many" + i + "@x.example")
                .executeUpdate();
          }
        });
    meanwhile(database, DELETE_ADDRESS, ACME.id(), last.id());

    new EmailIndexMigration(unit).run();

    assertEquals("last@x.example:0", addresses(unit, "last@x.example"));
    assertEquals("many1499@x.example:0", addresses(unit, "many1499@x.example"));
  }

  @DatabaseTest
  void doesNotOverwriteConcurrentChange(TestDatabase database) throws Exception {
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    var directory = new DirectoryFixture(database);
    var user = directory.user("address0@x.example");
    for (int round = 1; round <= 100; round++) {
      var address = "address" + round + "@x.example";
      meanwhile(database, DELETE_ADDRESS, ACME.id(), user.id());

      ConcurrentRunner.runAll(
          2,
          number -> {
            if (number == 0) {
              new EmailIndexMigration(unit).run();
            } else {
              move(directory, user, address);
            }
            return number;
          });

      assertEquals(address + ":0", addresses(unit, address), "round " + round);
    }
  }

  @DatabaseTest
  void stopsBeforeNextUser(TestDatabase database) {
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    var directory = new DirectoryFixture(database);
    var user = directory.user("ada@x.example");
    meanwhile(database, DELETE_ADDRESS, ACME.id(), user.id());
    var repair = new EmailIndexMigration(unit);

    repair.end();
    repair.run();

    assertEquals("ada@x.example:", addresses(unit, "ada@x.example"));
  }

  private static String addresses(PersistenceUnit unit, String folded) {
    return unit.read(
        em ->
            folded
                + ":"
                + String.join(
                    ",",
                    NativeQueryFactory.listStrings(
                        NativeQueryFactory.createQuery(
                            em,
                            "select cast(place as char(1)) from directory_address"
                                + " where tenant_id = ? and folded = ? order by place",
                            ACME.id(),
                            folded))));
  }

  private static void readdress(TestDatabase database, UserAccount user, String email) {
    meanwhile(
        database,
        "update directory_user set email = ? where tenant_id = ? and id = ?",
        email,
        ACME.id(),
        user.id());
  }

  private static void meanwhile(TestDatabase database, String sql, Object... values) {
    database
        .open(DirectoryPersistenceUnit.DEFINITION)
        .run(em -> NativeQueryFactory.createQuery(em, sql, values).executeUpdate());
  }

  private static void move(DirectoryFixture directory, UserAccount user, String email) {
    directory.admin.change(
        ACME,
        user.id(),
        OptionalLong.empty(),
        before -> UserProfile.of(email, Optional.empty(), false),
        SOMEBODY);
  }

  private static void assertTaken(Executable attempt) {
    assertEquals("duplicate_resource", assertThrows(ApiException.class, attempt).code());
  }
}
