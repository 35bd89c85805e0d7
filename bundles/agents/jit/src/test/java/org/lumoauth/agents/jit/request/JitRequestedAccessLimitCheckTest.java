/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.risk.RiskRuleJsonCodec;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** What is granted without a person: nothing that the agent does not have by name already. */
class JitRequestedAccessLimitCheckTest {

  private static final Map<String, Object> UPDATE =
      Map.of("type", "database_query", "actions", List.of("insert", "update"));

  @DatabaseTest
  void asksNothingForAnAgentThatIsCapableOfNothing(TestDatabase database) {
    var bench = capableOf(new JitBundleFixture(database));

    assertEquals("capability_denied", code(() -> bench.ask(bench.task(), UPDATE)));
  }

  @DatabaseTest
  void asksAPersonForDetailsThatNoCapabilityNames(TestDatabase database) {
    var bench =
        capableOf(new JitBundleFixture(database), "documents.read", "database_query.insert");

    Map<String, Object> made = bench.ask(bench.task(), UPDATE);

    assertEquals("pending", made.get("status"));
    assertEquals("high", made.get("risk_level"));
  }

  @DatabaseTest
  void grantsDetailsThatCapabilitiesName(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    for (List<String> names :
        List.of(
            List.of("database_query"),
            List.of("database_query:insert", "database_query:update"),
            List.of("database_query.insert", "database_query.update"))) {
      capableOf(bench, names.toArray(String[]::new));

      assertEquals("approved", ask(bench, UPDATE, Set.copyOf(names)).get("status"), "" + names);
    }
  }

  @DatabaseTest
  void grantsDetailsForWhichTheTenantNamesACapability(TestDatabase database) {
    var bench = capableOf(new JitBundleFixture(database), "crm.maintain");
    bench.rules.replace(
        ACME.id(),
        RiskRuleJsonCodec.read(
            Map.of(
                "rules",
                List.of(
                    Map.of(
                        "types", List.of("database_query"),
                        "level", "medium",
                        "capability", "crm.maintain")))));

    assertEquals("approved", ask(bench, UPDATE, Set.of("crm.maintain")).get("status"));
  }

  @DatabaseTest
  void asksNobodyForDetailsThatNoCapabilityNamesWhereTheTenantWantsThat(TestDatabase database) {
    var bench = capableOf(new JitBundleFixture(database), "documents.read");
    bench.settings.change(ACME, "jit", Map.of("detailsWithinCapabilities", true));

    assertEquals("capability_denied", code(() -> bench.ask(bench.task(), UPDATE)));
  }

  @DatabaseTest
  void asksAPersonForWhatTheShownTokenDoesNotHave(TestDatabase database) {
    var bench =
        capableOf(
            new JitBundleFixture(database), "documents.read", "documents.write", "file_access");
    var narrow = Set.of("documents.read");

    assertEquals("pending", scope(bench, "documents.write", narrow).get("status"));
    assertEquals("high", scope(bench, "documents.write", narrow).get("risk_level"));
    assertEquals("pending", ask(bench, JitBundleFixture.read(), narrow).get("status"));
    assertEquals("approved", scope(bench, "documents.read", narrow).get("status"));
  }

  @DatabaseTest
  void asksAPersonForDetailsThatTheUserDidNotConsentTo(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    capableOf(bench, UserDelegationCheck.CAPABILITY, "documents.read", "file_access");
    String task = (String) bench.taskForAda().get("task_id");

    assertEquals("pending", bench.ask(task, JitBundleFixture.read()).get("status"));
    bench.withConsent("dlg_1", "documents.read", "file_access");
    capableOf(bench, UserDelegationCheck.CAPABILITY, "documents.read", "file_access");
    assertEquals("approved", bench.ask(task, JitBundleFixture.read()).get("status"));
  }

  @DatabaseTest
  void givesNoTokenForDetailsThatNoCapabilityNamesAnyMore(TestDatabase database) {
    var bench = capableOf(new JitBundleFixture(database), "file_access");
    String request = (String) bench.ask(bench.task(), JitBundleFixture.read()).get("request_id");

    capableOf(bench, "documents.read");

    assertEquals("capability_denied", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
  }

  private static JitBundleFixture capableOf(JitBundleFixture bench, String... capabilities) {
    bench.agents.with(ACME, JitBundleFixture.agent("agt_1", Set.of(capabilities)));
    return bench;
  }

  private static Map<String, Object> ask(
      JitBundleFixture bench, Map<String, Object> detail, Set<String> scope) {
    return bench.requestDesk.ask(showing(scope), Map.of("authorization_details", detail));
  }

  private static Map<String, Object> scope(
      JitBundleFixture bench, String wanted, Set<String> scope) {
    return bench.requestDesk.ask(showing(scope), Map.of("required_scopes", List.of(wanted)));
  }

  private static JitCallerContext showing(Set<String> scope) {
    return by(ACME, new SubjectRef("agent", "agt_1"), List.of(), scope);
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
