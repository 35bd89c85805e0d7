/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.revocation.RevocationCascade;
import org.lumoauth.agents.aauthperson.revocation.RevocationNotificationStore;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class MissionOversightServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String PLANNER = "aauth:planner@agents.example";
  private static final AuditInitiator ADA =
      new AuditInitiator(new SubjectRef(SubjectRef.USER, "usr_ada"), List.of(), Optional.empty());

  private final FakeAuditLog log = new FakeAuditLog();
  private PersistenceUnit unit;
  private PersonServerRecordStore records;
  private MissionService missions;
  private MissionLogService entries;
  private IssuedTokenRecordStore issued;
  private int woken;
  private MissionOversightService oversight;

  @DatabaseTest
  void showsAMissionToWhoApprovedIt(TestDatabase database) {
    open(database);
    String id = approve("Book a trip");

    assertEquals(
        Optional.of("Book a trip"),
        oversight.find(ACME, id, "usr_ada").map(MissionDetails::description));
    assertEquals(Optional.empty(), oversight.find(ACME, id, "usr_grace"));
    assertEquals(Optional.empty(), oversight.find(GLOBEX, id));
  }

  @DatabaseTest
  void showsWhatHappenedInItTheLatestFirst(TestDatabase database) {
    open(database);
    MissionDetails mission = found(approve("Book a trip"));
    MissionDetails other = found(approve("Another"));
    entries.write(ACME, mission.id(), "permission", Map.of("action", "Pay"));
    entries.write(ACME, mission.id(), "audit", Map.of("action", "Pay"));
    entries.write(ACME, other.id(), "audit", Map.of());
    entries.write(GLOBEX, mission.id(), "audit", Map.of());

    var shown = oversight.log(ACME, mission, PageRequest.first());

    assertEquals(
        List.of("audit", "permission"),
        shown.items().stream().map(MissionLogService.MissionLogEntry::type).toList());
    assertEquals(Map.of("action", "Pay"), shown.items().get(1).details());
    assertEquals(2, shown.total());
    var second = new PageRequest(2, 1, Optional.empty(), Optional.empty(), false);
    assertEquals("permission", oversight.log(ACME, mission, second).items().get(0).type());
  }

  @DatabaseTest
  void endsOneMissionAndNoOther(TestDatabase database) {
    open(database);
    MissionDetails mission = found(approve("Book a trip"));
    MissionDetails other = found(approve("Another"));

    oversight.end(ACME, mission, ADA);

    assertEquals("revoked", found(mission.id()).status());
    assertTrue(found(other.id()).active());
    assertEquals(
        List.of(other),
        missions.of(ACME, PLANNER, "usr_ada").stream().filter(MissionDetails::active).toList());
    assertEquals("aauth_person.mission.revoked", log.last(ACME.id()).event().action());
    assertEquals("ended", oversight.log(ACME, mission, PageRequest.first()).items().get(0).type());
  }

  @DatabaseTest
  void notifiesRecipientsOfMissionTokens(TestDatabase database) {
    open(database);
    MissionDetails mission = found(approve("Book a trip"));
    Instant now = Instant.now();
    var origin = TokenOrigin.of("https://agents.example", PLANNER, "usr_ada");
    issued.add(
        ACME.id(),
        new IssuedTokenRecord(
            ACME.issuer(),
            "t1",
            "person",
            "aauth-person.json",
            "https://r.example",
            origin.in(Optional.of(mission.id())),
            now,
            now.plusSeconds(600)));

    oversight.end(ACME, mission, ADA);

    assertEquals(1, woken);
    assertEquals(
        List.of("https://r.example"),
        unit.jdbc(
            connection ->
                SqlStatementRunner.list(
                    connection,
                    row -> row.getString(1),
                    "select recipient from aap_delivery where tenant_id = ?",
                    ACME.id())));
  }

  @DatabaseTest
  void leavesAMissionThatIsDoneAsItIs(TestDatabase database) {
    open(database);
    MissionDetails mission = found(approve("Book a trip"));
    missions.complete(ACME, PLANNER, mission.id());

    oversight.end(ACME, mission, ADA); // as it was seen before
    oversight.end(ACME, found(mission.id()), ADA);

    assertEquals("completed", found(mission.id()).status());
    assertFalse(log.actions(ACME.id()).contains("aauth_person.mission.revoked"));
  }

  @DatabaseTest
  void callsAMissionDoneThatWasNotEndedBefore(TestDatabase database) {
    open(database);
    MissionDetails mission = found(approve("Book a trip"));
    oversight.end(ACME, mission, ADA);

    assertEquals("revoked", missions.complete(ACME, PLANNER, mission.id()));
    assertEquals("revoked", found(mission.id()).status());
    assertEquals("completed", missions.complete(ACME, PLANNER, approve("Another")));
  }

  @DatabaseTest
  void callsAMissionOverWhoseTimeIsOver(TestDatabase database) {
    open(database);
    String id = approve("Book a trip");
    var was = records.find(ACME.id(), "mission", id, PLANNER).orElseThrow();
    Map<String, Object> past = new HashMap<>(was.content());
    past.put("expires", 1);
    records.replace(ACME.id(), "mission", id, PLANNER, was, past);

    assertEquals("expired", missions.complete(ACME, PLANNER, id));
    oversight.end(ACME, found(id), ADA);

    assertFalse(log.actions(ACME.id()).contains("aauth_person.mission.revoked"));
    assertThrows(AAuthProblemException.class, () -> missions.require(ACME, PLANNER, id));
  }

  @DatabaseTest
  void refusesAgentManagersToEndMissionsOfRoleAdministrators(TestDatabase database) {
    open(database);
    String id = approve("Book a trip");
    var authorization = new FakeAuthorizationService();
    authorization.allow(ACME, new SubjectRef(SubjectRef.USER, "usr_ada"), "roles.write");
    var resource =
        new MissionAdminResource(
            oversight, new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()));

    var refusal = assertThrows(ApiException.class, () -> resource.end(by("agents.write"), id));
    assertEquals(403, refusal.status());
    assertTrue(found(id).active());

    resource.end(by("agents.write", "roles.write"), id);
    assertFalse(found(id).active());
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/aauth-person/missions")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  private void open(TestDatabase database) {
    unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    records = new PersonServerRecordStore(unit);
    missions = new MissionService(records, InstantSource.system());
    entries = new MissionLogService(unit, new FakeIdGenerator());
    issued = new IssuedTokenRecordStore(unit);
    woken = 0;
    var cascade = new RevocationCascade(issued, new RevocationNotificationStore(unit));
    oversight = new MissionOversightService(missions, entries, cascade, () -> woken++, log);
  }

  private String approve(String description) {
    var proposal = new MissionProposal(description, List.of(), List.of());
    return missions.approve(ACME, PLANNER, "usr_ada", proposal).id();
  }

  private MissionDetails found(String id) {
    return oversight.find(ACME, id).orElseThrow();
  }
}
