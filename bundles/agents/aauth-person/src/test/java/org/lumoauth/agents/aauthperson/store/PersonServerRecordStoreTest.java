/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PersonServerRecordStoreTest {

  private static final String ACME = "ten_acme";
  private static final String GLOBEX = "ten_globex";
  private static final Map<String, Object> CONTENT = Map.of("status", "active");

  @DatabaseTest
  void findsARecordOfItsOwnerAlone(TestDatabase database) {
    var records = records(database);
    records.add(ACME, "mission", "Key", "ada", CONTENT);

    assertEquals(
        Optional.of(CONTENT),
        records
            .find(ACME, "mission", "Key", "ada")
            .map(PersonServerRecordStore.VersionedRecord::content));
    assertEquals(Optional.empty(), records.find(ACME, "mission", "Key", "Ada"));
    assertEquals(Optional.empty(), records.find(ACME, "mission", "key", "ada"));
    assertEquals(Optional.empty(), records.find(ACME, "consent", "Key", "ada"));
    assertEquals(Optional.empty(), records.find(GLOBEX, "mission", "Key", "ada"));
  }

  @DatabaseTest
  void replacesNothingThatWasChangedMeanwhile(TestDatabase database) {
    var records = records(database);
    records.add(ACME, "mission", "k", "ada", CONTENT);
    var read = records.find(ACME, "mission", "k", "ada").orElseThrow();

    assertTrue(records.replace(ACME, "mission", "k", "ada", read, Map.of("status", "completed")));
    assertFalse(records.replace(ACME, "mission", "k", "ada", read, CONTENT));
  }

  @DatabaseTest
  void addsARecordOnce(TestDatabase database) {
    var records = records(database);

    assertTrue(records.add(ACME, "binding", "k", "ada", CONTENT));
    assertFalse(records.add(ACME, "binding", "k", "grace", Map.of()));
    assertEquals(Optional.empty(), records.find(ACME, "binding", "k", "grace"));
  }

  @DatabaseTest
  void removesEverythingOfATenant(TestDatabase database) {
    var records = records(database);
    records.add(ACME, "mission", "k", "ada", CONTENT);
    records.add(GLOBEX, "mission", "k", "ada", CONTENT);
    database.eraser(List.of("aap_record")).erase(ACME);

    assertEquals(Optional.empty(), records.find(ACME, "mission", "k", "ada"));
    assertTrue(records.find(GLOBEX, "mission", "k", "ada").isPresent());
  }

  private static PersonServerRecordStore records(TestDatabase database) {
    return new PersonServerRecordStore(
        database.open(TestDatabase.tablesOf(PersonServerSettings.class)));
  }
}
