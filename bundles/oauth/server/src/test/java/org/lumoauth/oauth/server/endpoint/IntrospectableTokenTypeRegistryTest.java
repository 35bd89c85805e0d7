/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class IntrospectableTokenTypeRegistryTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final IntrospectableTokenTypeRegistry kinds =
      new IntrospectableTokenTypeRegistry(registry);

  @Test
  void findsNoTokenWithoutTypeHandlers() {
    assertEquals(Optional.empty(), kinds.inspect(aTenant().build(), "lmr_1"));
    assertEquals(Optional.empty(), kinds.revoke(aTenant().build(), aClient().build(), "lmr_1"));
  }

  @Test
  void failsIfTypeHandlerIsUnavailable() {
    registry.withUnavailable(
        IntrospectableTokenTypeHandler.class, "refresh_token", "oauth-grant-refresh-token");

    var unread = assertThrows(ApiException.class, () -> kinds.inspect(aTenant().build(), "lmr_1"));
    var unrevoked =
        assertThrows(
            ApiException.class, () -> kinds.revoke(aTenant().build(), aClient().build(), "lmr_1"));

    assertEquals(503, unread.status());
    assertEquals(503, unrevoked.status());
    assertEquals(0, registry.openLeases());
  }

  @Test
  void failsIfTypeHandlerCannotBeActivated() {
    registry.withFirstCallFailing(
        IntrospectableTokenTypeHandler.class, "refresh_token", new Unknowing());

    assertThrows(ApiException.class, () -> kinds.inspect(aTenant().build(), "lmr_1"));
    assertEquals(Optional.empty(), kinds.inspect(aTenant().build(), "lmr_1"));
    assertEquals(0, registry.openLeases());
  }

  private static final class Unknowing implements IntrospectableTokenTypeHandler {
    @Override
    public Optional<ActiveToken> introspect(TenantContext tenant, String token) {
      return Optional.empty();
    }

    @Override
    public Optional<String> revoke(TenantContext tenant, Client client, String token) {
      return Optional.empty();
    }
  }
}
