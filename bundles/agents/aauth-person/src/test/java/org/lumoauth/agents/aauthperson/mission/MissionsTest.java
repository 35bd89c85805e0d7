package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.S256;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.Missions.Mission;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class MissionsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:assistant@agents.example";
  private static final Proposal PROPOSAL = new Proposal("Plan a trip", List.of(), List.of());

  /** The end of one is not that of another that a person approved at the same instant. */
  @DatabaseTest
  void tellsMissionsApartThatSayTheSame(TestDatabase database) {
    Instant now = Instant.now();
    var records = new Records(RecordsUnit.on(database.open(RecordsUnit.DEFINITION)));
    var missions = new Missions(records, InstantSource.fixed(now));
    List<Mission> approved = Stream.generate(() -> approve(missions)).limit(3).toList();

    missions.complete(ACME, AGENT, approved.get(0).id());

    assertEquals(3, approved.stream().map(Mission::id).distinct().count());
    var over =
        assertThrows(DraftProblem.class, () -> missions.require(ACME, AGENT, approved.get(0).id()));
    assertEquals("mission_terminated", over.error());
    for (Mission other : approved.subList(1, 3)) {
      assertEquals(other, missions.require(ACME, AGENT, other.id()));
      byte[] words = Base64.getUrlDecoder().decode(other.blob());
      assertEquals(other.id(), S256.of(words));
    }
  }

  private static Mission approve(Missions missions) {
    return missions.approve(ACME, AGENT, "ann", PROPOSAL);
  }
}
