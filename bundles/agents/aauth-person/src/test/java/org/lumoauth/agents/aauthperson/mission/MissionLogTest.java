package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.store.MissionEntries;
import org.lumoauth.agents.aauthperson.store.MissionEntries.Limit;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class MissionLogTest {

  private static final TenantContext ACME = aTenant().build();

  /** What the person answers, and the end, are on record all the same. */
  @DatabaseTest
  void refusesAnAgentThatHasNoMoreRoomAndNobodyElse(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    var entries = new MissionEntries(unit, new FakeIdentifiers());
    var log = new MissionLog(entries, new Limit(1, 1_000));
    log.asked(ACME, "m", "audit", Map.of("action", "Pay"));

    var full = assertThrows(DraftProblem.class, () -> log.asked(ACME, "m", "audit", Map.of()));
    log.write(ACME, "m", "answer", Map.of());

    assertEquals("403 mission_log_full", full.status() + " " + full.error());
    assertEquals(
        List.of("answer", "audit"),
        log.of(ACME, "m", PageRequest.first()).items().stream()
            .map(MissionLog.Entry::type)
            .toList());
  }
}
