package org.lumoauth.oauth.grant.refreshtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.oauth.grant.refreshtoken.Room.ACME;
import static org.lumoauth.oauth.grant.refreshtoken.Room.refresh;
import static org.lumoauth.testkit.builder.Builders.aClient;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Scopes that a client has by the resource of its grant. */
class ResourceScopesTest {

  private static final Client OPENID =
      aClient().withId("app").withGrantTypes("refresh_token").withScope("openid").build();

  @DatabaseTest
  void stayAsLongAsTheResourceGivesThemAndNoLonger(TestDatabase database) {
    var room = new Room(database);
    var token = room.begin();
    room.registry.with(ResourcePolicy.class, "files", new Files());

    var first = room.grant.grant(ACME, refresh(OPENID, token).build());
    room.registry.without(ResourcePolicy.class, "files");
    var second =
        room.grant.grant(ACME, refresh(OPENID, first.refreshToken().orElseThrow()).build());

    assertEquals(Set.of("openid", "documents.read"), first.accessToken().scope());
    assertEquals(Set.of("openid"), second.accessToken().scope());
  }

  private static final class Files implements ResourcePolicy {

    @Override
    public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
      return resources.contains("https://a.example") ? Set.of("documents.read") : Set.of();
    }

    @Override
    public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
      throw new AssertionError("not asked");
    }

    @Override
    public void check(TenantContext tenant, GrantRequest request, List<String> granted) {
      throw new AssertionError("not asked");
    }

    @Override
    public AccessTokenRequest applied(TenantContext tenant, AccessTokenRequest request) {
      return request;
    }

    @Override
    public Optional<String> resource(TenantContext tenant, String name) {
      return Optional.empty();
    }

    @Override
    public boolean reachable(TenantContext tenant, Client client, String resource) {
      return false;
    }
  }
}
