/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionUpdateStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class InteractionApprovalRecorderTest {

  private static final TenantContext ACME = aTenant().build();

  /** Whoever sends the form twice at once, or with a no, accepts it once or not at all. */
  @DatabaseTest
  void keepsAnUpdateOnceItIsTheAnswer(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    var log = new MissionLogService(unit, new FakeIdGenerator());
    var updates = new MissionUpdateStore(new PersonServerRecordStore(unit));
    var allowing = new InteractionApprovalRecorder(null, null, log, updates, null, null);
    InteractionQuestion asked =
        InteractionQuestionSamples.question("update", Map.of("mission_s256", "m1"));

    allowing.allow(ACME, "usr_1", asked, "");
    var result = allowing.allow(ACME, "usr_1", asked, "").orElseThrow();
    assertEquals(List.of(), updates.of(ACME, "m1"));

    allowing.recordAnswer(ACME, asked, result);
    assertEquals(List.of(asked.said()), updates.of(ACME, "m1"));
  }
}
