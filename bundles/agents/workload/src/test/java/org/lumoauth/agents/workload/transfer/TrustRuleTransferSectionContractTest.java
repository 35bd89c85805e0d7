/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TrustRuleTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new TrustRuleTransferSectionTest.Hall(database).section;
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        rule("blueprint", "Clerk", "Nightly", true, "https://a.example"),
        rule("agent", "cli_1", "nightly", false, "https://a.example"),
        rule("agent", "cli_1", "Build", true, "https://b.example"));
  }

  @Override
  protected Map<String, Object> changed() {
    return rule("blueprint", "Clerk", "Nightly", false, "https://c.example");
  }

  private static Map<String, Object> rule(
      String kind, String holder, String name, boolean enabled, String issuer) {
    return Map.of(
        "rule",
        kind + " " + holder + ": " + name,
        kind,
        holder,
        "provider",
        "test",
        "name",
        name,
        "enabled",
        enabled,
        "trust",
        Map.of("issuer", issuer, "claims", Map.of("branch", List.of("main", "next"))));
  }
}
