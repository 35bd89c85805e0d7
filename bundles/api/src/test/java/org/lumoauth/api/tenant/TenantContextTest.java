/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenantContextTest {

  private static final String SHORT = "https://id.example.com/t/acme/api/v1";
  private static final String LONG = "https://id.example.com/orgs/acme/api/v1";
  private static final TenantContext ACME = new TenantContext("ten_1", "acme", SHORT);

  @Test
  void returnsBothUrlVariantsOfTenantApi() {
    assertEquals(
        List.of(SHORT + "/oauth/token", LONG + "/oauth/token"),
        ACME.urlVariants(SHORT + "/oauth/token"));
    assertEquals(
        List.of(LONG + "/oauth/token", SHORT + "/oauth/token"),
        ACME.urlVariants(LONG + "/oauth/token"));
    assertEquals(List.of(SHORT, LONG), ACME.urlVariants(SHORT));
  }

  @Test
  void returnsSingleVariantForUrlOutsideTenantApi() {
    for (String url :
        List.of(
            SHORT + "x/oauth/token",
            "https://id.example.com/orgs/globex/api/v1/oauth/token",
            "https://evil.example/orgs/acme/api/v1/oauth/token",
            "https://id.example.com/api/v1/platform/tenants")) {
      assertEquals(List.of(url), ACME.urlVariants(url));
    }
  }

  @Test
  void returnsSingleVariantForCustomIssuer() {
    var other = new TenantContext("ten_1", "acme", "https://acme.example");

    assertEquals(
        List.of("https://acme.example/oauth/token"),
        other.urlVariants("https://acme.example/oauth/token"));
  }
}
