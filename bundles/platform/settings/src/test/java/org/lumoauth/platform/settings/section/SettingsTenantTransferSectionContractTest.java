/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.section;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.SettingsFixture;

class SettingsTenantTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private SettingsFixture fixture;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    fixture = new SettingsFixture(database);
    return new SettingsTenantTransferSection(fixture.sections, fixture.settings);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        Map.of("section", "password", "values", Map.of("minLength", 20, "rotation", true)),
        Map.of(
            "section",
            "email",
            "values",
            Map.of("from", "shop@example.com", "domains", List.of("b.example", "a.example"))),
        Map.of("section", "security", "values", Map.of("dpopRequireNonce", true)));
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of("section", "password", "values", Map.of("minLength", 30, "rotation", false));
  }

  @Override
  protected Set<String> secrets(TenantContext tenant) {
    var secret = "hunter2-hunter2";
    fixture.settings.change(tenant, "email", Map.of("smtpPassword", secret));
    return Set.of(secret);
  }
}
