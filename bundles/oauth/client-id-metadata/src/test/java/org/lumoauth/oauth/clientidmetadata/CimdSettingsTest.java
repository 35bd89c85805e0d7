/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class CimdSettingsTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new CimdSettings();
  }

  @Test
  void isDisabledByDefault() {
    var store = new FakeSettingsStore().with(CimdSettings.SECTION, new CimdSettings());

    assertEquals(false, CimdSettings.rules(store, aTenant().build()).enabled());
  }

  @Test
  void rejectsInvalidDomainsAndScopes() {
    for (String text :
        List.of("", " ", "not a domain", "https://x.example/a", "x.example:1", "*.example.com")) {
      assertTrue(
          schema().findProblem(CimdSettings.DOMAINS.name(), List.of(text)).isPresent(), text);
    }
    for (String text : List.of("", "a b", "a\"b", "é")) {
      assertTrue(schema().findProblem(CimdSettings.SCOPES.name(), List.of(text)).isPresent(), text);
    }
    assertEquals(
        Optional.empty(),
        schema()
            .findProblem(CimdSettings.DOMAINS.name(), List.of("apps.x-y.Example", "localhost")));
  }

  @Test
  void rejectsAdministrationScopes() {
    for (String scope :
        List.of("admin", "Admin", "admin:users:read", "users.read", "authz:check", "jit.approve")) {
      assertTrue(
          schema().findProblem(CimdSettings.SCOPES.name(), List.of("openid", scope)).isPresent(),
          scope);
    }
    assertEquals(
        Optional.empty(),
        schema()
            .findProblem(
                CimdSettings.SCOPES.name(), List.of("openid", "invoices.read", "administer")));
  }
}
