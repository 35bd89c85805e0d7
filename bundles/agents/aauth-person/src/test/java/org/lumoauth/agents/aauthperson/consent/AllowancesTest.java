package org.lumoauth.agents.aauthperson.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSubjects;

class AllowancesTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String PROVIDER = "https://agents.example";
  private static final String PLANNER = "aauth:planner@agents.example";
  private static final String MAILER = "aauth:mailer@agents.example";
  private static final String REPORTS = "https://reports.example";

  private final FakeAuditLog log = new FakeAuditLog();
  private People people;
  private Missions missions;
  private Allowances allowances;

  @DatabaseTest
  void showsAPersonWhatTheyLetAgentsDo(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_grace");
    missions.approve(ACME, PLANNER, "usr_ada", Map.of("description", "Book a trip"));

    List<Allowed> shown = allowances.of(ACME, "usr_ada");

    assertEquals(List.of(PLANNER), shown.stream().map(Allowed::agent).toList());
    assertEquals(
        List.of(new Allowed.AtResource(REPORTS, Set.of("data.read"))), shown.get(0).resources());
    assertEquals("Book a trip", shown.get(0).missions().get(0).description());
    assertEquals(List.of(), allowances.of(GLOBEX, "usr_ada"));
  }

  @DatabaseTest
  void endsEverythingThatAnAgentHasOfAPersonAndNothingElse(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    allow(ACME, MAILER, "usr_ada");
    missions.approve(ACME, PLANNER, "usr_ada", Map.of("description", "Book a trip"));

    end(ACME, PLANNER);

    assertEquals(
        List.of(MAILER), allowances.of(ACME, "usr_ada").stream().map(Allowed::agent).toList());
    assertEquals(Optional.empty(), people.allowed(ACME, PLANNER, "usr_ada", REPORTS));
    assertEquals(
        Optional.of(Set.of("data.read")), people.allowed(ACME, MAILER, "usr_ada", REPORTS));
    assertEquals(List.of(), missions.active(ACME, PLANNER, "usr_ada"));
    assertEquals("aauth_person.agent.revoked", log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void letsAnotherPersonHaveTheAgentAfterwards(TestDatabase database) {
    open(database);
    allow(ACME, PLANNER, "usr_ada");
    assertFalse(people.bind(ACME, PROVIDER, PLANNER, "usr_grace"));

    end(ACME, PLANNER);

    assertTrue(people.bind(ACME, PROVIDER, PLANNER, "usr_grace"));
    assertEquals(Map.of(), people.resources(ACME, PLANNER, "usr_grace"));
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

  private void open(TestDatabase database) {
    var records =
        new Records(RecordsUnit.on(database.open(RecordsUnit.DEFINITION)), new FakeIdentifiers());
    people = new People(records, new FakeSubjects(), new FakeSecretVault());
    missions = new Missions(records);
    allowances =
        new Allowances(
            people, missions, new Revocations(new FakeShortLivedStore(Instant::now)), log);
  }

  private void allow(TenantContext tenant, String agent, String user) {
    people.bind(tenant, PROVIDER, agent, user);
    people.allow(tenant, agent, user, REPORTS, Set.of("data.read"));
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
