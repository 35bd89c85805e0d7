/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.clients.rest.ClientRequestParser;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class ClientTokenLifetimeResolverTest {

  private static final TenantContext ACME = aTenant().build();

  private final ClientTokenLifetimeResolver lifetimes = new ClientTokenLifetimeResolver();
  private final FakeSettingsStore settings = new FakeSettingsStore();

  @Test
  void usesTenantLifetimeIfClientHasNone() {
    lifetimes.settings = settings;
    settings.change(ACME, "refreshTokens", Map.of("lifetimeSeconds", 3_600L));

    assertEquals(3_600, lifetimes.refreshTokenSeconds(ACME, client(Map.of())));
    assertEquals(
        60, lifetimes.refreshTokenSeconds(ACME, client(Map.of("refreshTokenLifetime", 60))));
  }

  @Test
  void defaultsToThirtyDays() {
    assertEquals(2_592_000, lifetimes.refreshTokenSeconds(ACME, client(Map.of())));
  }

  private static RegisteredClientSettings client(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", "App");
    return ClientRequestParser.create(body, ClientTokenLifetimeResolver.STANDARD_SECONDS);
  }
}
