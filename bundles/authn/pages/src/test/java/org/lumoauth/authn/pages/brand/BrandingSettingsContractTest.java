/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class BrandingSettingsContractTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new BrandingSettings();
  }

  @Test
  void reportsDisallowedCssAndHtml() {
    assertEquals(
        Optional.of("Line 1, column 4: the property display is not allowed."),
        schema().findProblem("customCss", ".a{display:none}"));
    assertEquals(
        Optional.of("These parts are not allowed: <script>."),
        schema().findProblem("customHtml", "<script>1</script>"));
    assertEquals(Optional.empty(), schema().findProblem("customCss", ""));
    assertEquals(Optional.empty(), schema().findProblem("customHtml", "<p>a</p>"));
  }
}
