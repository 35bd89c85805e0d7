/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.approvals.ApprovalServiceFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.ApprovalServiceFixture;
import org.lumoauth.agents.approvals.rule.ApproverRuleJsonCodec;
import org.lumoauth.agents.approvals.rule.ApproverRuleSet;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.race.ConcurrentRunner;

class ApproverRulesResourceTest {

  /** Whatever order they came in: what was put was in force, and the next took its place. */
  @DatabaseTest
  void recordsOfManyAtOnceWhatEachReplaced(TestDatabase database) throws Exception {
    var office = new ApprovalServiceFixture(database);

    ConcurrentRunner.runAll(
        8,
        number -> {
          put(office, Map.of("kind", "user", "value", "usr_" + number));
          return number;
        });

    var replaced = new ArrayList<>(rules(office, "before"));
    replaced.add(ApproverRuleJsonCodec.write(office.rules.read(ACME.id())));
    var put = new ArrayList<>(rules(office, "after"));
    put.add(ApproverRuleJsonCodec.write(ApproverRuleSet.STANDARD));
    assertEquals(Set.copyOf(put), Set.copyOf(replaced));
    assertEquals(9, Set.copyOf(put).size());
  }

  private static List<Object> rules(ApprovalServiceFixture office, String which) {
    return office.log.of(ACME.id()).stream()
        .map(record -> record.event().details().get(which))
        .toList();
  }

  private static void put(ApprovalServiceFixture office, Map<String, Object> approver) {
    var rules = Map.<String, Object>of("rules", List.of(Map.of("approvers", List.of(approver))));
    var exchange =
        FakeHttpExchange.json(ACME, "/admin/approvals/rules", rules)
            .withCaller(aCaller().build())
            .withPermissions("jit.approve");
    new ApproverRulesResource(office.rules, new ApprovalAudit(office.log))
        .put(exchange.request(), rules);
  }
}
