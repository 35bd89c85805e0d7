package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.Bench.ACME;
import static org.lumoauth.testkit.builder.Builders.aCaller;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;

/** Who says how risky what is says when a person is asked. */
class RiskResourceTest {

  private static final Map<String, Object> NOBODY_IS_ASKED =
      Map.of("rules", List.of(Map.of("types", List.of("payment"), "level", "low")));

  @DatabaseTest
  void letsNobodyChangeTheRulesWhoMayNotApproveWhatTheyLetThrough(TestDatabase database) {
    var bench = new Bench(database);

    var refusal = assertThrows(Problem.class, () -> put(bench));

    assertEquals("permission_denied", refusal.code());
    assertEquals(RiskRules.STANDARD, bench.rules.read(ACME.id()));
  }

  @DatabaseTest
  void letsThemChangeWhoMayApprove(TestDatabase database) {
    var bench = new Bench(database);

    put(bench, "jit.approve");

    assertEquals(1, bench.rules.read(ACME.id()).rules().size());
  }

  private static void put(Bench bench, String... allowed) {
    var exchange =
        FakeExchange.json(ACME, "/admin/jit/rules", NOBODY_IS_ASKED)
            .by(aCaller().build())
            .allowed(allowed);
    new RiskResource(bench.rules, new JitAudit(bench.log)).put(exchange.request(), NOBODY_IS_ASKED);
  }
}
