/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.jit.JitAudit;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** Who says how risky what is says when a person is asked. */
class RiskRulesResourceTest {

  private static final Map<String, Object> NOBODY_IS_ASKED =
      Map.of("rules", List.of(Map.of("types", List.of("payment"), "level", "low")));

  @DatabaseTest
  void refusesRuleChangesWithoutApprovalPermission(TestDatabase database) {
    var bench = new JitBundleFixture(database);

    var refusal = assertThrows(ApiException.class, () -> put(bench));

    assertEquals("permission_denied", refusal.code());
    assertEquals(RiskRules.STANDARD, bench.rules.read(ACME.id()));
  }

  @DatabaseTest
  void letsThemChangeWhoMayApprove(TestDatabase database) {
    var bench = new JitBundleFixture(database);

    put(bench, "jit.approve");

    assertEquals(1, bench.rules.read(ACME.id()).rules().size());
  }

  /** Whatever order they came in: what was put was in force, and the next took its place. */
  @DatabaseTest
  void recordsOfManyAtOnceWhatEachReplaced(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);

    ConcurrentRunner.runAll(
        8,
        number -> {
          put(bench, payment(number), "jit.approve");
          return number;
        });

    var replaced = new ArrayList<>(rules(bench, "before"));
    replaced.add(RiskRuleJsonCodec.write(bench.rules.read(ACME.id())));
    var put = new ArrayList<>(rules(bench, "after"));
    put.add(RiskRuleJsonCodec.write(RiskRules.STANDARD));
    assertEquals(Set.copyOf(put), Set.copyOf(replaced));
    assertEquals(9, Set.copyOf(put).size());
  }

  private static List<Object> rules(JitBundleFixture bench, String which) {
    return bench.log.of(ACME.id()).stream()
        .map(record -> record.event().details().get(which))
        .toList();
  }

  private static Map<String, Object> payment(int number) {
    return Map.of("rules", List.of(Map.of("types", List.of("payment" + number), "level", "low")));
  }

  private static void put(JitBundleFixture bench, String... allowed) {
    put(bench, NOBODY_IS_ASKED, allowed);
  }

  private static void put(JitBundleFixture bench, Map<String, Object> rules, String... allowed) {
    var exchange =
        FakeHttpExchange.json(ACME, "/admin/jit/rules", rules)
            .withCaller(aCaller().build())
            .withPermissions(allowed);
    new RiskRulesResource(bench.rules, new JitAudit(bench.log)).put(exchange.request(), rules);
  }
}
