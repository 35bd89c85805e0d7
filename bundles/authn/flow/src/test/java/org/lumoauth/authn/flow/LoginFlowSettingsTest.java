/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class LoginFlowSettingsTest extends TenantSettingsSectionContract {
  private final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(AuthenticationMethod.class, "password", FixedSecretMethod.password())
          .withUnavailable(AuthenticationMethod.class, "magic-link", "authn-magic-link");

  @Override
  protected TenantSettingsSection schema() {
    return new LoginFlowSettings(registry);
  }

  @Test
  void rejectsUnknownMethods() {
    var typo = schema().findProblem("methods", List.of("password", "passwrod"));

    assertEquals(
        Optional.of(
            "The method passwrod does not exist. Available methods: magic-link, " + "password."),
        typo);
  }

  @Test
  void acceptsMethodThatRecoversDuringLookup() {
    var schema = schema();
    registry.withRecoveringAfterListing(
        AuthenticationMethod.class, "magic-link", "authn-magic-link", FixedSecretMethod.password());

    assertEquals(Optional.empty(), schema.findProblem("methods", List.of("magic-link")));
  }

  @Test
  void acceptsInstalledAndUnavailableMethods() {
    assertEquals(
        Optional.empty(), schema().findProblem("methods", List.of("magic-link", "password")));
    assertEquals(Optional.empty(), schema().findProblem("methods", List.of()));
  }
}
