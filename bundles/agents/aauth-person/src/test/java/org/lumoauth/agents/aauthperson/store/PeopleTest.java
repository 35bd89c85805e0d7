package org.lumoauth.agents.aauthperson.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.race.AtOnce;

class PeopleTest {
  private static final TenantContext ACME = aTenant().build();
  private static final String REPORTS = "https://reports.example";

  @DatabaseTest
  void losesNothingOfWhatIsAllowedAtTheSameTime(TestDatabase database) throws Exception {
    var people =
        new People(
            new Records(new RecordsUnit(database.units())),
            new FakeSubjects(),
            new FakeSecretVault());
    var planner = new Actor("aauth:planner@agents.example", "");

    AtOnce.all(
        4,
        number -> {
          people.allow(ACME, planner, "usr_ada", REPORTS, Set.of("scope-" + number));
          return number;
        });

    assertEquals(
        Optional.of(Set.of("scope-0", "scope-1", "scope-2", "scope-3")),
        people.allowed(ACME, planner, "usr_ada", REPORTS));
  }
}
