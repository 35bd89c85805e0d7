package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.TokenKind;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class TokenKindsTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final TokenKinds kinds = new TokenKinds(registry);

  @Test
  void knowsNoTokenWhereThereIsNoKind() {
    assertEquals(Optional.empty(), kinds.inspect(aTenant().build(), "lmr_1"));
    assertEquals(Optional.empty(), kinds.revoke(aTenant().build(), aClient().build(), "lmr_1"));
  }

  @Test
  void saysNeitherThatATokenIsInactiveNorThatItIsRevokedWhileItsKindIsAway() {
    registry.lacking(TokenKind.class, "refresh_token", "oauth-grant-refresh-token");

    var unread = assertThrows(Problem.class, () -> kinds.inspect(aTenant().build(), "lmr_1"));
    var unrevoked =
        assertThrows(
            Problem.class, () -> kinds.revoke(aTenant().build(), aClient().build(), "lmr_1"));

    assertEquals(503, unread.status());
    assertEquals(503, unrevoked.status());
    assertEquals(0, registry.openLeases());
  }

  @Test
  void saysNothingOfATokenWhoseKindCouldNotBeAsked() {
    registry.stumbling(TokenKind.class, "refresh_token", new Unknowing());

    assertThrows(Problem.class, () -> kinds.inspect(aTenant().build(), "lmr_1"));
    assertEquals(Optional.empty(), kinds.inspect(aTenant().build(), "lmr_1"));
    assertEquals(0, registry.openLeases());
  }

  private static final class Unknowing implements TokenKind {
    @Override
    public Optional<Active> inspect(TenantContext tenant, String token) {
      return Optional.empty();
    }

    @Override
    public Optional<String> revoke(TenantContext tenant, Client client, String token) {
      return Optional.empty();
    }
  }
}
