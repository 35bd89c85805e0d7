/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class MissionInteractionLogWriterTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String MISSION = "m".repeat(43);
  private static final String OTHER = "n".repeat(43);

  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(InstantSource.system()), new FakeSecretProtectionService());
  private MissionLogService log;
  private MissionInteractionLogWriter record;

  @DatabaseTest
  void writesWhatWasAnsweredWithWhatItWasAnAnswerTo(TestDatabase database) {
    open(database);
    Map<String, Object> mail = Map.of("to", "ada@example.com");
    var asked =
        asked(
            "permission",
            Map.of("action", "SendEmail", "parameters", mail, "mission_s256", MISSION));

    record.recordDecision(ACME, asked, false, Map.of());

    assertEquals(
        Map.of("to", "permission", "outcome", "denied", "action", "SendEmail", "parameters", mail),
        entries(MISSION).get(0).details());
  }

  @DatabaseTest
  void writesWhatWasSaidMeanwhile(TestDatabase database) {
    open(database);
    var asked = asked("completion", Map.of("mission_s256", MISSION)).question();

    record.recordMessage(
        ACME, asked, MissionInteractionLogWriter.MissionLogSpeaker.PERSON, "All of it?");
    record.recordMessage(ACME, asked, MissionInteractionLogWriter.MissionLogSpeaker.AGENT, "All.");

    assertEquals(
        List.of(
            Map.of("by", "agent", "words", "All."), Map.of("by", "person", "words", "All of it?")),
        entries(MISSION).stream().map(MissionLogService.MissionLogEntry::details).toList());
  }

  /** Whose that is was not looked at: a mission that is proposed is in none yet. */
  @DatabaseTest
  void writesIntoNoMissionThatAProposalNames(TestDatabase database) {
    open(database);
    var proposed = asked("mission", Map.of("description", "A trip", "mission_s256", OTHER));

    record.recordMessage(
        ACME, proposed.question(), MissionInteractionLogWriter.MissionLogSpeaker.PERSON, "Why?");
    record.recordDecision(ACME, proposed, true, Map.of("s256", MISSION));
    record.recordDecision(ACME, proposed, false, Map.of());

    assertEquals(List.of(), entries(OTHER));
    assertEquals("answer", entries(MISSION).get(0).type());
  }

  @DatabaseTest
  void writesNothingOfWhatIsAskedInNoMission(TestDatabase database) {
    open(database);

    record.recordDecision(ACME, asked("permission", Map.of("action", "Pay")), true, Map.of());

    assertEquals(List.of(), entries(MISSION));
  }

  private DeferredRequest asked(String what, Map<String, Object> request) {
    return waiting.add(ACME, InteractionQuestionSamples.question(what, request));
  }

  private List<MissionLogService.MissionLogEntry> entries(String mission) {
    return log.of(ACME, mission, PageRequest.first()).items();
  }

  private void open(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    log = new MissionLogService(unit, new FakeIdGenerator());
    record = new MissionInteractionLogWriter(log, null); // no token is asked for
  }
}
