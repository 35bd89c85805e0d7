/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** Section Metadata Documents. */
class AAuthServerMetadataEndpointTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final AAuthServerMetadataEndpoint documents =
      new AAuthServerMetadataEndpoint(null, new FakeUserDirectory(), settings);

  @Test
  void publishesConfiguredTermsAndPrivacyUrls() throws Exception {
    settings.change(
        ACME,
        "branding",
        Map.of("termsUrl", "https://acme.example/terms", "privacyUrl", "", "logoUrl", "https://x"));

    for (String role : new String[] {"person", "access"}) {
      Map<String, Object> document = document(role);
      assertEquals("https://acme.example/terms", document.get("tos_uri"), role);
      assertFalse(document.containsKey("policy_uri"), role);
    }
  }

  @Test
  void publishesMissionControlEndpointOnlyForPersonServer() throws Exception {
    assertEquals(
        ACME.issuer() + "/admin/aauth-person/missions",
        document("person").get("mission_control_endpoint"));
    assertFalse(document("access").containsKey("mission_control_endpoint"));
  }

  private Map<String, Object> document(String role) throws IOException {
    FakeHttpExchange exchange = FakeHttpExchange.get(ACME, "/.well-known/aauth-" + role + ".json");
    documents.handle(exchange);
    return exchange.answer();
  }
}
