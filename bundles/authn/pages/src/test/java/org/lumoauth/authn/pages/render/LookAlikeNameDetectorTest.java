/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.BrandResolver;
import org.lumoauth.authn.pages.brand.TenantBrand;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class LookAlikeNameDetectorTest {

  private static final TenantContext ACME = TestBuilders.aTenant().build();

  private final TenantBrand brand = BrandResolver.of(new FakeSettingsStore()).of(ACME, "consent");

  private String warning(LookAlikeNameDetector warnings, String name) {
    return warnings.of(Optional.of(ACME), brand, name);
  }

  @Test
  void warnsOfLookAlikeClientNames() {
    var warnings =
        new LookAlikeNameDetector((tenant, name) -> tenant.equals(ACME) && name.equals("PaypaI"));

    assertEquals(LookAlikeNameDetector.KNOWN, warning(warnings, "PaypaI"));
    assertEquals("", warning(warnings, "PayPal"));
    assertEquals("", warnings.of(Optional.empty(), brand, "PaypaI"));
  }

  @Test
  void warnsOfLookAlikeTenantName() {
    var warnings = new LookAlikeNameDetector((tenant, name) -> false);
    String like = brand.name().replace('a', '\u0430').replace('c', '\u0441');

    assertEquals(LookAlikeNameDetector.KNOWN, warning(warnings, like));
    assertEquals("", warning(warnings, brand.name()));
    assertEquals("", warning(warnings, brand.name().toUpperCase(Locale.ROOT)));
  }

  @Test
  void checksMixedScriptsWithoutClientLookup() {
    var warnings = new LookAlikeNameDetector(null);

    assertEquals(LookAlikeNameDetector.LETTERS, warning(warnings, "N\u043Etes"));
    assertEquals("", warning(warnings, "LINE\u30A2\u30D7\u30EA"));
  }
}
