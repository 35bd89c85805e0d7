package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.MissionUpdates;
import org.lumoauth.agents.aauthperson.store.MissionEntries;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class AllowingTest {

  private static final TenantContext ACME = aTenant().build();

  /** Whoever sends the form twice at once, or with a no, accepts it once or not at all. */
  @DatabaseTest
  void keepsAnUpdateOnceItIsTheAnswer(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    var log = new MissionLog(new MissionEntries(unit, new FakeIdentifiers()));
    var updates = new MissionUpdates(new Records(unit));
    var allowing = new Allowing(null, null, log, updates, null, null);
    Question asked = Cases.question("update", Map.of("mission_s256", "m1"));

    allowing.allow(ACME, "usr_1", asked, "");
    var result = allowing.allow(ACME, "usr_1", asked, "").orElseThrow();
    assertEquals(List.of(), updates.of(ACME, "m1"));

    allowing.answered(ACME, asked, result);
    assertEquals(List.of(asked.said()), updates.of(ACME, "m1"));
  }
}
