/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.ACME;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.refresh;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;

/** Scopes that a client has by the resource of its grant. */
class ResourceScopeRefreshTest {

  private static final Client OPENID =
      aClient().withId("app").withGrantTypes("refresh_token").withScope("openid").build();

  @DatabaseTest
  void preservesResourceScopesOnlyWhileResourceAllowsThem(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    room.registry.with(ResourcePolicy.class, "files", new Files());

    var first = room.grant.grant(ACME, refresh(OPENID, token).build());
    room.registry.without(ResourcePolicy.class, "files");
    var second =
        room.grant.grant(ACME, refresh(OPENID, first.refreshToken().orElseThrow()).build());

    assertEquals(Set.of("openid", "documents.read"), first.accessToken().scope());
    assertEquals(Set.of("openid"), second.accessToken().scope());
  }

  private static final class Files extends FakeResourcePolicy {

    @Override
    public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
      return resources.contains("https://a.example") ? Set.of("documents.read") : Set.of();
    }
  }
}
