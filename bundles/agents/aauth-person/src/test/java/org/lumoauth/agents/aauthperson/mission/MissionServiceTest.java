/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.agents.aauthperson.JsonS256Digest;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.mission.MissionService.AgentMission;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class MissionServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:assistant@agents.example";
  private static final MissionProposal PROPOSAL =
      new MissionProposal("Plan a trip", List.of(), List.of());

  /** The end of one is not that of another that a person approved at the same instant. */
  @DatabaseTest
  void tellsMissionsApartThatSayTheSame(TestDatabase database) {
    Instant now = Instant.now();
    var records =
        new PersonServerRecordStore(
            database.open(TestDatabase.tablesOf(PersonServerSettings.class)));
    var missions = new MissionService(records, InstantSource.fixed(now));
    List<AgentMission> approved = Stream.generate(() -> approve(missions)).limit(3).toList();

    missions.complete(ACME, AGENT, approved.get(0).id());

    assertEquals(3, approved.stream().map(AgentMission::id).distinct().count());
    var over =
        assertThrows(
            AAuthProblemException.class, () -> missions.require(ACME, AGENT, approved.get(0).id()));
    assertEquals("mission_terminated", over.error());
    for (AgentMission other : approved.subList(1, 3)) {
      assertEquals(other, missions.require(ACME, AGENT, other.id()));
      byte[] words = Base64.getUrlDecoder().decode(other.blob());
      assertEquals(other.id(), JsonS256Digest.of(words));
    }
  }

  private static AgentMission approve(MissionService missions) {
    return missions.approve(ACME, AGENT, "ann", PROPOSAL);
  }
}
