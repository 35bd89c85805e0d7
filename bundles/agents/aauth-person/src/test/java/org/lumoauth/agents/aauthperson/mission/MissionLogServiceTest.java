/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.store.MissionLogStore;
import org.lumoauth.agents.aauthperson.store.MissionLogStore.MissionLogLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class MissionLogServiceTest {

  private static final TenantContext ACME = aTenant().build();

  @DatabaseTest
  void writesWhatIsAskedOnceThereIsAnAnswer(TestDatabase database) {
    var log = log(database, 2);

    for (int tries = 0; tries < 5; tries++) {
      assertThrows(AAuthProblemException.class, () -> answered(log, refused(502)));
    }
    assertEquals(List.of(), types(log));

    assertEquals("a token", answered(log, () -> "a token"));
    assertThrows(AAuthProblemException.class, () -> answered(log, refused(403)));
    assertEquals(List.of("auth_token", "auth_token"), types(log));
  }

  @DatabaseTest
  void doesNothingForWhichThereIsNoMoreRoom(TestDatabase database) {
    var log = log(database, 1);
    answered(log, () -> "a token");

    var full =
        assertThrows(AAuthProblemException.class, () -> answered(log, () -> fail("it was done")));

    assertEquals("403 mission_log_full", full.status() + " " + full.error());
    assertEquals(List.of("auth_token"), types(log));
  }

  private static String answered(MissionLogService log, Supplier<String> work) {
    return log.recordAnswer(ACME, "m", "auth_token", Map.of(), work);
  }

  private static Supplier<String> refused(int status) {
    return () -> {
      throw new AAuthProblemException(status, "no", "No.");
    };
  }

  private static List<String> types(MissionLogService log) {
    return log.of(ACME, "m", PageRequest.first()).items().stream()
        .map(MissionLogService.MissionLogEntry::type)
        .toList();
  }

  private static MissionLogService log(TestDatabase database, int most) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    return new MissionLogService(
        new MissionLogStore(unit, new FakeIdGenerator()), new MissionLogLimit(most, 1_000));
  }

  /** What the person answers, and the end, are on record all the same. */
  @DatabaseTest
  void refusesAnAgentThatHasNoMoreRoomAndNobodyElse(TestDatabase database) {
    var log = log(database, 1);
    log.recordRequest(ACME, "m", "audit", Map.of("action", "Pay"));

    var full =
        assertThrows(
            AAuthProblemException.class, () -> log.recordRequest(ACME, "m", "audit", Map.of()));
    log.write(ACME, "m", "answer", Map.of());

    assertEquals("403 mission_log_full", full.status() + " " + full.error());
    assertEquals(List.of("answer", "audit"), types(log));
  }
}
