/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class MissionUpdateStoreTest {

  private static final TenantContext ACME = aTenant().build();

  @DatabaseTest
  void hasThoseOfAMissionInTheirOrder(TestDatabase database) {
    var updates = updates(database);
    updates.recordAccepted(ACME, "m1", "u1", "One more hotel");
    updates.recordAccepted(ACME, "m2", "u2", "Another mission's");
    updates.recordAccepted(ACME, "m1", "u3", "And a car");

    assertEquals(List.of("One more hotel", "And a car"), updates.of(ACME, "m1"));
    assertEquals(List.of(), updates.of(aTenant().withId("tnt_other").build(), "m1"));
  }

  @DatabaseTest
  void hasTheLatestOfMany(TestDatabase database) {
    var updates = updates(database);
    for (int n = 0; n < MissionUpdateStore.SHOWN + 2; n++) {
      updates.recordAccepted(ACME, "m1", "u" + n, "Change " + n);
    }

    List<String> shown = updates.of(ACME, "m1");
    assertEquals(MissionUpdateStore.SHOWN, shown.size());
    assertEquals("Change 2", shown.get(0));
  }

  private static MissionUpdateStore updates(TestDatabase database) {
    return new MissionUpdateStore(
        new PersonServerRecordStore(
            database.open(TestDatabase.tablesOf(PersonServerSettings.class))));
  }
}
