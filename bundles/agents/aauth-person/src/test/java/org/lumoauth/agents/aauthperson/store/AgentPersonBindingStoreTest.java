/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.race.ConcurrentRunner;

class AgentPersonBindingStoreTest {
  private static final TenantContext ACME = aTenant().build();
  private static final String REPORTS = "https://reports.example";

  @DatabaseTest
  void losesNothingOfWhatIsAllowedAtTheSameTime(TestDatabase database) throws Exception {
    var people =
        new AgentPersonBindingStore(
            new PersonServerRecordStore(
                database.open(TestDatabase.tablesOf(PersonServerSettings.class))),
            new FakeSubjectDirectory(),
            new FakeSecretProtectionService());
    var planner = new ConsentActorChain("aauth:planner@agents.example", "");

    ConcurrentRunner.runAll(
        4,
        number -> {
          people.allow(ACME, planner, "usr_ada", REPORTS, Set.of("scope-" + number));
          return number;
        });

    assertEquals(
        Optional.of(Set.of("scope-0", "scope-1", "scope-2", "scope-3")),
        people.findAllowedScope(ACME, planner, "usr_ada", REPORTS));
  }
}
