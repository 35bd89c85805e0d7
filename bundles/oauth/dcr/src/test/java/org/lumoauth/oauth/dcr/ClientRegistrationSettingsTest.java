/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class ClientRegistrationSettingsTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new ClientRegistrationSettings();
  }

  @Test
  void rejectsAdministrationScopes() {
    for (String scope :
        List.of("admin", "admin:users:read", "authz:check", "introspect", "users.write")) {
      assertTrue(schema().findProblem("scopes", List.of("openid", scope)).isPresent(), scope);
    }
  }

  @Test
  void rejectsInvalidScopes() {
    for (String text : List.of("", "a b", "a\"b")) {
      assertTrue(schema().findProblem("scopes", List.of("openid", text)).isPresent(), text);
    }
  }

  @Test
  void acceptsApplicationScopes() {
    assertFalse(schema().findProblem("scopes", List.of("openid", "documents.read")).isPresent());
  }
}
