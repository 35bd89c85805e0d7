/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;
import org.lumoauth.agents.aauthperson.revocation.RevocationCascade;
import org.lumoauth.agents.aauthperson.revocation.RevocationNotificationStore;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.store.ConsentActorChain;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class AgentConsentServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String PROVIDER = "https://agents.example";
  private static final String PLANNER = "aauth:planner@agents.example";
  private static final String MAILER = "aauth:mailer@agents.example";
  private static final MissionProposal TRIP =
      new MissionProposal(
          "Book a trip",
          List.of(new MissionProposal.MissionTool("Pay", "With your card")),
          List.of());
  private static final MissionProposal HOTEL =
      new MissionProposal("Find a hotel", List.of(), List.of());
  private static final String REPORTS = "https://reports.example";

  private final FakeAuditLog log = new FakeAuditLog();
  private AgentPersonBindingStore people;
  private MissionService missions;
  private MissionLogService entries;
  private AgentConsentService allowances;

  @DatabaseTest
  void listsTheConsentsOfAUser(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_grace");
    missions.approve(ACME, PLANNER, "usr_ada", TRIP);

    List<AgentConsent> shown = allowances.of(ACME, "usr_ada");

    assertEquals(List.of(PLANNER), shown.stream().map(AgentConsent::agent).toList());
    assertEquals(
        List.of(new AgentConsent.ResourceConsent(REPORTS, "", Set.of("data.read"))),
        shown.get(0).resources());
    assertEquals("Book a trip", shown.get(0).missions().get(0).description());
    assertEquals(TRIP.tools(), shown.get(0).missions().get(0).tools());
    assertEquals(List.of(), allowances.of(GLOBEX, "usr_ada"));
  }

  @DatabaseTest
  void revokesOnlyTheAgentsAccessForTheUser(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_ada");
    missions.approve(ACME, PLANNER, "usr_ada", TRIP);

    end(ACME, PLANNER);

    assertEquals(
        List.of(MAILER), allowances.of(ACME, "usr_ada").stream().map(AgentConsent::agent).toList());
    assertEquals(
        Optional.empty(),
        people.findAllowedScope(ACME, ConsentActorChain.ofAgent(PLANNER), "usr_ada", REPORTS));
    assertEquals(
        Optional.of(Set.of("data.read")),
        people.findAllowedScope(ACME, ConsentActorChain.ofAgent(MAILER), "usr_ada", REPORTS));
    MissionDetails ended = missions.of(ACME, PLANNER, "usr_ada").get(0);
    assertEquals("revoked", ended.status());
    MissionLogService.MissionLogEntry entry =
        entries.of(ACME, ended.id(), PageRequest.first()).items().get(0);
    assertEquals("ended", entry.type());
    assertEquals("aauth_person.agent.revoked", log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void showsWhatAnAgentWorksOnApartFromWhatHasEnded(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    String done = missions.approve(ACME, PLANNER, "usr_ada", TRIP).id();
    missions.complete(ACME, PLANNER, done);
    String open = missions.approve(ACME, PLANNER, "usr_ada", HOTEL).id();

    var shown = GrantedAgentConsentView.of(allowances.of(ACME, "usr_ada").get(0));

    assertEquals(List.of(open), shown.missions().stream().map(each -> each.s256()).toList());
    assertEquals(
        List.of(new GrantedAgentConsentView.EndedMissionView(done, "Book a trip", "completed")),
        shown.ended());
  }

  @DatabaseTest
  void endsWhatAnAgentMayThroughOthers(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    var through = new ConsentActorChain(PLANNER, "https://front.example");
    people.allow(ACME, through, "usr_ada", REPORTS, Set.of("data.write"));
    assertEquals(
        List.of("", "https://front.example"),
        allowances.of(ACME, "usr_ada").get(0).resources().stream()
            .map(AgentConsent.ResourceConsent::via)
            .toList());

    end(ACME, PLANNER);

    assertEquals(Optional.empty(), people.findAllowedScope(ACME, through, "usr_ada", REPORTS));
  }

  /** Each way is allowed by itself: what an agent may, nobody may for it, nor the other way. */
  @DatabaseTest
  void letsNobodyActOnForWhatTheAgentMayItself(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    var through = new ConsentActorChain(PLANNER, "https://front.example");

    assertEquals(Optional.empty(), people.findAllowedScope(ACME, through, "usr_ada", REPORTS));
  }

  @DatabaseTest
  void letsAnotherPersonHaveTheAgentAfterwards(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    assertFalse(people.bind(ACME, PROVIDER, PLANNER, "usr_grace", AgentPlatform.NOTHING));

    end(ACME, PLANNER);

    assertTrue(people.bind(ACME, PROVIDER, PLANNER, "usr_grace", AgentPlatform.NOTHING));
    assertEquals(List.of(), people.listResourceConsents(ACME, PLANNER, "usr_grace"));
  }

  @DatabaseTest
  void listsForAdministratorsPageByPage(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_grace");
    allow(GLOBEX, PLANNER, "usr_ada");
    var first = new PageRequest(1, 1, Optional.empty(), Optional.empty(), false);

    assertEquals(2, allowances.list(ACME, Optional.empty(), first).total());
    assertEquals(1, allowances.list(ACME, Optional.empty(), first).items().size());
    assertEquals(
        List.of(MAILER),
        allowances.list(ACME, Optional.of("usr_grace"), first).items().stream()
            .map(AgentConsent::agent)
            .toList());
  }

  @DatabaseTest
  void refusesAgentManagersToRevokeConsentsOfRoleAdministrators(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    var id = allowances.of(ACME, "usr_ada").get(0).id();
    var authorization = new FakeAuthorizationService();
    authorization.allow(ACME, new SubjectRef(SubjectRef.USER, "usr_ada"), "roles.write");
    var resource =
        new AgentConsentAdminResource(
            allowances, new PrivilegeEscalationGuard(authorization, new FakeProviderRegistry()));

    var refusal = assertThrows(ApiException.class, () -> resource.end(by("agents.write"), id));
    assertEquals(403, refusal.status());
    assertEquals(1, allowances.of(ACME, "usr_ada").size());

    resource.end(by("agents.write", "roles.write"), id);
    assertEquals(List.of(), allowances.of(ACME, "usr_ada"));
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/aauth-person/agents")
        .withCaller(TestBuilders.aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  private void open(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    var records = new PersonServerRecordStore(unit);
    people =
        new AgentPersonBindingStore(
            records, new FakeSubjectDirectory(), new FakeSecretProtectionService());
    missions = new MissionService(records, InstantSource.system());
    entries = new MissionLogService(unit, new FakeIdGenerator());
    var issued = new IssuedTokenRecordStore(unit);
    var revocations =
        new RevokedTokenStore(new FakeShortLivedRecordStore(Instant::now), issued, records);
    var cascade = new RevocationCascade(issued, new RevocationNotificationStore(unit));
    allowances =
        new AgentConsentService(people, missions, entries, revocations, cascade, () -> {}, log);
  }

  private void allow(TenantContext tenant, String agent, String user) {
    people.bind(tenant, PROVIDER, agent, user, AgentPlatform.NOTHING);
    people.allow(tenant, ConsentActorChain.ofAgent(agent), user, REPORTS, Set.of("data.read"));
  }

  private void end(TenantContext tenant, String agent) {
    AgentConsent found =
        allowances.of(tenant, "usr_ada").stream()
            .filter(each -> each.agent().equals(agent))
            .findFirst()
            .orElseThrow();
    allowances.end(tenant, found, AuditInitiator.server("test"));
  }
}
