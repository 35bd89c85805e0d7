/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

/** Who had tokens of agents made. */
class AgentTokenRequesterStoreTest {

  private static final String TOKEN = "tok_1";

  /** A node of the database may get to know of a token after the token is shown. */
  @DatabaseTest
  void believesOnlyForSecondsThatNobodyHadATokenMade(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var passed = new long[1];
      var store = new FakeShortLivedRecordStore(Instant::now);
      var minted =
          new AgentTokenRequesterStore(store, registry.held, registry.users, () -> passed[0]);
      assertEquals(List.of(), minted.findUsers(ACME, TOKEN).toList());

      store.add(
          ACME,
          "agent-minted-token",
          TOKEN,
          new AgentTokenRequesterStore.TokenRequesterRecord(List.of("usr_ada")),
          Instant.now().plus(Duration.ofDays(1)));
      assertEquals(List.of(), minted.findUsers(ACME, TOKEN).toList(), "not asked each time");
      passed[0] = Duration.ofSeconds(6).toNanos();
      assertEquals(List.of("usr_ada"), minted.findUsers(ACME, TOKEN).toList());

      store.remove(ACME, "agent-minted-token", TOKEN);
      passed[0] = Duration.ofMinutes(59).toNanos();
      assertEquals(Set.of("usr_ada"), Set.copyOf(minted.findUsers(ACME, TOKEN).toList()));
    }
  }
}
