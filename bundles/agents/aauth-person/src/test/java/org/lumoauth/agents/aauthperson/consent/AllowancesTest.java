package org.lumoauth.agents.aauthperson.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.request.RunsOn;
import org.lumoauth.agents.aauthperson.revocation.Cascade;
import org.lumoauth.agents.aauthperson.revocation.Deliveries;
import org.lumoauth.agents.aauthperson.store.Actor;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionEntries;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSubjects;

class AllowancesTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String PROVIDER = "https://agents.example";
  private static final String PLANNER = "aauth:planner@agents.example";
  private static final String MAILER = "aauth:mailer@agents.example";
  private static final Proposal TRIP =
      new Proposal("Book a trip", List.of(new Proposal.Tool("Pay", "With your card")), List.of());
  private static final Proposal HOTEL = new Proposal("Find a hotel", List.of(), List.of());
  private static final String REPORTS = "https://reports.example";

  private final FakeAuditLog log = new FakeAuditLog();
  private People people;
  private Missions missions;
  private MissionLog entries;
  private Allowances allowances;

  @DatabaseTest
  void showsAPersonWhatTheyLetAgentsDo(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_grace");
    missions.approve(ACME, PLANNER, "usr_ada", TRIP);

    List<Allowed> shown = allowances.of(ACME, "usr_ada");

    assertEquals(List.of(PLANNER), shown.stream().map(Allowed::agent).toList());
    assertEquals(
        List.of(new Allowed.AtResource(REPORTS, "", Set.of("data.read"))),
        shown.get(0).resources());
    assertEquals("Book a trip", shown.get(0).missions().get(0).description());
    assertEquals(TRIP.tools(), shown.get(0).missions().get(0).tools());
    assertEquals(List.of(), allowances.of(GLOBEX, "usr_ada"));
  }

  @DatabaseTest
  void endsEverythingThatAnAgentHasOfAPersonAndNothingElse(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_ada");
    missions.approve(ACME, PLANNER, "usr_ada", TRIP);

    end(ACME, PLANNER);

    assertEquals(
        List.of(MAILER), allowances.of(ACME, "usr_ada").stream().map(Allowed::agent).toList());
    assertEquals(Optional.empty(), people.allowed(ACME, Actor.itself(PLANNER), "usr_ada", REPORTS));
    assertEquals(
        Optional.of(Set.of("data.read")),
        people.allowed(ACME, Actor.itself(MAILER), "usr_ada", REPORTS));
    Overseen ended = missions.of(ACME, PLANNER, "usr_ada").get(0);
    assertEquals("revoked", ended.status());
    MissionLog.Entry entry = entries.of(ACME, ended.id(), PageRequest.first()).items().get(0);
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

    var shown = AllowedView.of(allowances.of(ACME, "usr_ada").get(0));

    assertEquals(List.of(open), shown.missions().stream().map(each -> each.s256()).toList());
    assertEquals(List.of(new AllowedView.Ended(done, "Book a trip", "completed")), shown.ended());
  }

  @DatabaseTest
  void endsWhatAnAgentMayThroughOthers(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    var through = new Actor(PLANNER, "https://front.example");
    people.allow(ACME, through, "usr_ada", REPORTS, Set.of("data.write"));
    assertEquals(
        List.of("", "https://front.example"),
        allowances.of(ACME, "usr_ada").get(0).resources().stream()
            .map(Allowed.AtResource::via)
            .toList());

    end(ACME, PLANNER);

    assertEquals(Optional.empty(), people.allowed(ACME, through, "usr_ada", REPORTS));
  }

  /** Each way is allowed by itself: what an agent may, nobody may for it, nor the other way. */
  @DatabaseTest
  void letsNobodyActOnForWhatTheAgentMayItself(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    var through = new Actor(PLANNER, "https://front.example");

    assertEquals(Optional.empty(), people.allowed(ACME, through, "usr_ada", REPORTS));
  }

  @DatabaseTest
  void letsAnotherPersonHaveTheAgentAfterwards(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    assertFalse(people.bind(ACME, PROVIDER, PLANNER, "usr_grace", RunsOn.NOTHING));

    end(ACME, PLANNER);

    assertTrue(people.bind(ACME, PROVIDER, PLANNER, "usr_grace", RunsOn.NOTHING));
    assertEquals(List.of(), people.resources(ACME, PLANNER, "usr_grace"));
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
            .map(Allowed::agent)
            .toList());
  }

  @DatabaseTest
  void letsWhoManagesAgentsEndNothingOfWhoGivesRoles(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    var id = allowances.of(ACME, "usr_ada").get(0).id();
    var authorization = new FakeAuthorizationService();
    authorization.allow(ACME, new SubjectRef(SubjectRef.USER, "usr_ada"), "roles.write");
    var resource =
        new AllowancesResource(
            allowances, new CredentialChangeGuard(authorization, new FakeProviderRegistry()));

    var refusal = assertThrows(Problem.class, () -> resource.end(by("agents.write"), id));
    assertEquals(403, refusal.status());
    assertEquals(1, allowances.of(ACME, "usr_ada").size());

    resource.end(by("agents.write", "roles.write"), id);
    assertEquals(List.of(), allowances.of(ACME, "usr_ada"));
  }

  private static HttpServletRequest by(String... permissions) {
    return FakeExchange.get(ACME, "/admin/aauth-person/agents")
        .by(Builders.aCaller().apiKey().build())
        .allowed(permissions)
        .request();
  }

  private void open(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    var records = new Records(unit);
    people = new People(records, new FakeSubjects(), new FakeSecretVault());
    missions = new Missions(records);
    entries = new MissionLog(new MissionEntries(unit, new FakeIdentifiers()));
    var issued = new IssuedTokens(unit);
    var revocations =
        new Revocations(new FakeShortLivedStore(Instant::now), issued, new MissionStatus(records));
    var cascade = new Cascade(issued, new Deliveries(unit));
    allowances = new Allowances(people, missions, entries, revocations, cascade, () -> {}, log);
  }

  private void allow(TenantContext tenant, String agent, String user) {
    people.bind(tenant, PROVIDER, agent, user, RunsOn.NOTHING);
    people.allow(tenant, Actor.itself(agent), user, REPORTS, Set.of("data.read"));
  }

  private void end(TenantContext tenant, String agent) {
    Allowed found =
        allowances.of(tenant, "usr_ada").stream()
            .filter(each -> each.agent().equals(agent))
            .findFirst()
            .orElseThrow();
    allowances.end(tenant, found, Initiator.server("test"));
  }
}
