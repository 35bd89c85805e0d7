/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.store.MissionLogStore.MissionLogLimit;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class MissionLogStoreTest {

  private static final String ACME = "ten_acme";
  private static final String GLOBEX = "ten_globex";
  private static final Map<String, Object> ENTRY = Map.of("type", "audit"); // 16 characters

  private PersistenceUnit unit;
  private MissionLogStore entries;

  @DatabaseTest
  void takesAsManyAsThereMayBeOfEachMission(TestDatabase database) {
    open(database);
    var two = new MissionLogLimit(2, 1_000);

    assertTrue(entries.add(ACME, "m", ENTRY, two));
    assertTrue(entries.add(ACME, "m", ENTRY, two));
    assertFalse(entries.add(ACME, "m", ENTRY, two));
    assertTrue(entries.add(ACME, "n", ENTRY, two));
    assertTrue(entries.add(GLOBEX, "m", ENTRY, two));
    assertTrue(entries.add(ACME, "m", ENTRY, MissionLogLimit.NONE));

    assertEquals(3, entries.size(ACME, "m"));
  }

  @DatabaseTest
  void takesAsMuchTextAsThereMayBe(TestDatabase database) {
    open(database);
    var most = new MissionLogLimit(100, 40);

    assertTrue(entries.add(ACME, "m", ENTRY, most));
    assertTrue(entries.add(ACME, "m", ENTRY, most));
    assertFalse(entries.add(ACME, "m", ENTRY, most));
    assertFalse(entries.add(ACME, "n", Map.of("type", "x".repeat(40)), most));

    assertEquals(2, entries.size(ACME, "m"));
    assertEquals(0, entries.size(ACME, "n"));
  }

  @DatabaseTest
  void knowsWhetherThereIsRoom(TestDatabase database) {
    open(database);

    assertTrue(entries.fits(ACME, "m", ENTRY, new MissionLogLimit(1, 16)));
    assertFalse(entries.fits(ACME, "m", ENTRY, new MissionLogLimit(1, 15)));
    entries.add(ACME, "m", ENTRY, MissionLogLimit.NONE);
    assertFalse(entries.fits(ACME, "m", ENTRY, new MissionLogLimit(1, 1_000)));
    assertFalse(entries.fits(ACME, "m", ENTRY, new MissionLogLimit(2, 31)));
    assertTrue(entries.fits(ACME, "m", ENTRY, new MissionLogLimit(2, 32)));
    assertTrue(entries.fits(GLOBEX, "m", ENTRY, new MissionLogLimit(1, 16)));
    assertEquals(1, entries.size(ACME, "m"));
  }

  /** An earlier version of this module counted nothing. */
  @DatabaseTest
  void countsWhatWasThereBefore(TestDatabase database) {
    open(database);
    for (String id : List.of("aml_1", "aml_2")) {
      unit.update(
          "insert into aap_mission_log (tenant_id, entry_id, mission, content, created_us)"
              + " values (?, ?, 'm', ?, 1)",
          ACME,
          id,
          MissionLogStore.CONTENT.write(ENTRY));
    }

    assertFalse(entries.add(ACME, "m", ENTRY, new MissionLogLimit(2, 1_000)));
    assertFalse(entries.add(ACME, "m", ENTRY, new MissionLogLimit(3, 47)));
    assertTrue(entries.add(ACME, "m", ENTRY, new MissionLogLimit(3, 48)));
  }

  @DatabaseTest
  void letsNoneBeyondOfManyAtOnce(TestDatabase database) throws Exception {
    open(database);
    var most = new MissionLogLimit(5, 1_000);
    ExecutorService agents = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int n = 0; n < 16; n++) {
        all.add(() -> entries.add(ACME, "m", ENTRY, most));
      }
      int added = 0;
      for (Future<Boolean> each : agents.invokeAll(all)) {
        added += each.get() ? 1 : 0;
      }
      assertEquals(5, added);
    } finally {
      agents.shutdownNow();
    }
    assertEquals(5, entries.size(ACME, "m"));
  }

  private void open(TestDatabase database) {
    unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    entries = new MissionLogStore(unit, new FakeIdGenerator());
  }
}
