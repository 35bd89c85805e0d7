/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class ClientSecurityProfileEnforcerTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final ClientSecurityProfileEnforcer profiles =
      new ClientSecurityProfileEnforcer(registry);

  @Test
  void reportsModuleOfUnavailableProfile() {
    registry.withUnavailable(ClientSecurityProfile.class, "strict", "oauth-fapi2");

    assertEquals("oauth-fapi2", missing());
  }

  @Test
  void reportsProfileOfRemovedModule() {
    assertEquals("strict", missing());
  }

  private Object missing() {
    var client = aClient().with("profile", "strict").build();
    var refusal =
        assertThrows(
            ApiException.class,
            () -> profiles.check(aTenant().build(), client, anAuthorizationRequest().build()));
    assertEquals("module_unavailable", refusal.code());
    return refusal.details().get("module");
  }
}
