package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.store.MissionEntries;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

class MissionRecordTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String MISSION = "m".repeat(43);
  private static final String OTHER = "n".repeat(43);

  private final Waiting waiting =
      new Waiting(new FakeShortLivedStore(InstantSource.system()), new FakeSecretVault());
  private MissionLog log;
  private MissionRecord record;

  @DatabaseTest
  void writesWhatWasAnsweredWithWhatItWasAnAnswerTo(TestDatabase database) {
    open(database);
    Map<String, Object> mail = Map.of("to", "ada@example.com");
    var asked =
        asked(
            "permission",
            Map.of("action", "SendEmail", "parameters", mail, "mission_s256", MISSION));

    record.answered(ACME, asked, false, Map.of());

    assertEquals(
        Map.of("to", "permission", "outcome", "denied", "action", "SendEmail", "parameters", mail),
        entries(MISSION).get(0).details());
  }

  @DatabaseTest
  void writesWhatWasSaidMeanwhile(TestDatabase database) {
    open(database);
    var asked = asked("completion", Map.of("mission_s256", MISSION)).question();

    record.said(ACME, asked, MissionRecord.Voice.PERSON, "All of it?");
    record.said(ACME, asked, MissionRecord.Voice.AGENT, "All.");

    assertEquals(
        List.of(
            Map.of("by", "agent", "words", "All."), Map.of("by", "person", "words", "All of it?")),
        entries(MISSION).stream().map(MissionLog.Entry::details).toList());
  }

  /** Whose that is was not looked at: a mission that is proposed is in none yet. */
  @DatabaseTest
  void writesIntoNoMissionThatAProposalNames(TestDatabase database) {
    open(database);
    var proposed = asked("mission", Map.of("description", "A trip", "mission_s256", OTHER));

    record.said(ACME, proposed.question(), MissionRecord.Voice.PERSON, "Why?");
    record.answered(ACME, proposed, true, Map.of("s256", MISSION));
    record.answered(ACME, proposed, false, Map.of());

    assertEquals(List.of(), entries(OTHER));
    assertEquals("answer", entries(MISSION).get(0).type());
  }

  @DatabaseTest
  void writesNothingOfWhatIsAskedInNoMission(TestDatabase database) {
    open(database);

    record.answered(ACME, asked("permission", Map.of("action", "Pay")), true, Map.of());

    assertEquals(List.of(), entries(MISSION));
  }

  private PendingCase asked(String what, Map<String, Object> request) {
    return waiting.add(ACME, Cases.question(what, request));
  }

  private List<MissionLog.Entry> entries(String mission) {
    return log.of(ACME, mission, PageRequest.first()).items();
  }

  private void open(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    log = new MissionLog(new MissionEntries(unit, new FakeIdentifiers()));
    record = new MissionRecord(log, null); // no token is asked for
  }
}
