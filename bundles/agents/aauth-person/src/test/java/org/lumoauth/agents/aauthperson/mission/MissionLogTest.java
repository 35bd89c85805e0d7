package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  @DatabaseTest
  void writesWhatIsAskedOnceThereIsAnAnswer(TestDatabase database) {
    var log = log(database, 2);

    for (int tries = 0; tries < 5; tries++) {
      assertThrows(DraftProblem.class, () -> answered(log, refused(502)));
    }
    assertEquals(List.of(), types(log));

    assertEquals("a token", answered(log, () -> "a token"));
    assertThrows(DraftProblem.class, () -> answered(log, refused(403)));
    assertEquals(List.of("auth_token", "auth_token"), types(log));
  }

  @DatabaseTest
  void doesNothingForWhichThereIsNoMoreRoom(TestDatabase database) {
    var log = log(database, 1);
    answered(log, () -> "a token");

    var full = assertThrows(DraftProblem.class, () -> answered(log, () -> fail("it was done")));

    assertEquals("403 mission_log_full", full.status() + " " + full.error());
    assertEquals(List.of("auth_token"), types(log));
  }

  private static String answered(MissionLog log, Supplier<String> work) {
    return log.answered(ACME, "m", "auth_token", Map.of(), work);
  }

  private static Supplier<String> refused(int status) {
    return () -> {
      throw new DraftProblem(status, "no", "No.");
    };
  }

  private static List<String> types(MissionLog log) {
    return log.of(ACME, "m", PageRequest.first()).items().stream()
        .map(MissionLog.Entry::type)
        .toList();
  }

  private static MissionLog log(TestDatabase database, int most) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    return new MissionLog(new MissionEntries(unit, new FakeIdentifiers()), new Limit(most, 1_000));
  }

  /** What the person answers, and the end, are on record all the same. */
  @DatabaseTest
  void refusesAnAgentThatHasNoMoreRoomAndNobodyElse(TestDatabase database) {
    var log = log(database, 1);
    log.asked(ACME, "m", "audit", Map.of("action", "Pay"));

    var full = assertThrows(DraftProblem.class, () -> log.asked(ACME, "m", "audit", Map.of()));
    log.write(ACME, "m", "answer", Map.of());

    assertEquals("403 mission_log_full", full.status() + " " + full.error());
    assertEquals(List.of("answer", "audit"), types(log));
  }
}
