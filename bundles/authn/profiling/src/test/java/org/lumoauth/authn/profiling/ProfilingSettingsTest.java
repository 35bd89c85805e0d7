/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.optional;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.required;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;
import org.lumoauth.testkit.fake.user.FakeUserProfileService;

class ProfilingSettingsTest extends TenantSettingsSectionContract {
  private final ProfilingSettings settings = new ProfilingSettings(new FakeUserProfileService());

  @Override
  protected TenantSettingsSection schema() {
    return settings;
  }

  @Test
  void acceptsRuleWithAllMembers() {
    var rule =
        Map.of(
            "attribute",
            "phone_number",
            "required",
            true,
            "after_sign_ins",
            3,
            "clients",
            List.of("app"),
            "ask_again_days",
            365);

    assertEquals(Optional.empty(), objection(rule, optional("given_name")));
  }

  @Test
  void reportsInvalidRuleMember() {
    assertNames("rules[1].attribute ", optional("address"), Map.of());
    assertNames("rules[0].attribute ", optional("email"));
    assertNames("rules[0].attribute ", optional("roles"));
    assertNames("rules[0].required ", with("required", "yes"));
    assertNames("rules[0].after_sign_ins ", with("after_sign_ins", -1));
    assertNames("rules[0].after_sign_ins ", with("after_sign_ins", 1.5));
    assertNames("rules[0].ask_again_days ", with("ask_again_days", 0));
    assertNames("rules[0].ask_again_days ", with("ask_again_days", 366));
    assertNames("rules[0].clients ", with("clients", "app"));
    assertNames("rules[0].clients ", with("clients", List.of()));
    assertNames("rules[0].clients ", with("clients", List.of(7)));
    assertNames("rules[0].clients ", with("clients", Collections.nCopies(21, "app")));
    assertNames("rules[0].when ", with("when", "always"));
  }

  @Test
  void limitsRequiredAttributesPerSignIn() {
    var shop = List.of("shop");
    var fourth = Map.of("attribute", "address", "required", true, "clients", shop);

    assertEquals(
        Optional.empty(),
        objection(required("given_name"), required("family_name"), required("phone_number")));
    assertTrue(
        objection(required("given_name"), required("family_name"), required("phone_number"), fourth)
            .isPresent());
  }

  private void assertNames(String place, Map<?, ?>... rules) {
    var objection = objection(rules).orElse("");
    assertTrue(objection.startsWith(place), objection);
  }

  private static Map<String, Object> with(String member, Object value) {
    return Map.of("attribute", "phone_number", member, value);
  }

  private Optional<String> objection(Map<?, ?>... rules) {
    return settings.findProblem("rules", List.of(rules));
  }
}
