/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.abac.AbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PolicyTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new PolicyTransferSection(new AbacModuleFixture(database).policies);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(policy("seniors", "allow", 5), policy("juniors", "deny", 1));
  }

  @Override
  protected Map<String, Object> changed() {
    var policy = policy("seniors", "deny", 7);
    policy.put("name", "Elders");
    policy.put("isActive", true);
    policy.put("conditions", Map.of("any", List.of(AbacModuleFixture.is("user.level", "gte", 7))));
    return policy;
  }

  private static Map<String, Object> policy(String slug, String effect, int level) {
    Map<String, Object> item = new HashMap<>();
    item.put("slug", slug);
    item.put("name", "Policy");
    item.put("description", "By level.");
    item.put("resourceType", "documents");
    item.put("action", "read");
    item.put("effect", effect);
    item.put("priority", level);
    item.put("conditions", AbacModuleFixture.all(AbacModuleFixture.is("user.level", "gte", level)));
    item.put("expression", "");
    item.put("isActive", false);
    return item;
  }
}
