package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.Bench.by;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The resources for which tokens are made. */
class TargetsTest {

  private static final String SHOP = "https://shop.example";

  @DatabaseTest
  void asksForNoResourceThatTheAgentMayNotName(TestDatabase database) {
    var bench = new Bench(database);
    bench.registry.with(ResourcePolicy.class, "mcp", new Closed("https://other.example"));

    assertEquals("invalid_target", code(() -> bench.ask(bench.task(), at(SHOP))));
    assertEquals("approved", bench.ask(bench.task(), Bench.read()).get("status"));
  }

  @DatabaseTest
  void usesNothingUpWhereTheResourceRefusesTheToken(TestDatabase database) {
    var bench = new Bench(database);
    bench.registry.with(ResourcePolicy.class, "mcp", new Closed(SHOP));
    String request = bench.ask(bench.task(), at(SHOP)).get("request_id").toString();
    bench.registry.with(ResourcePolicy.class, "mcp", new Closed());

    assertEquals("invalid_target", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
    bench.registry.with(ResourcePolicy.class, "mcp", new Closed(SHOP));
    bench.token(request);
    assertEquals(List.of(SHOP), bench.tokenService.issued().get(0).audience());
  }

  private static Map<String, Object> at(String location) {
    return Map.of(
        "type", "file_access", "actions", List.of("read"), "locations", List.of(location));
  }

  private static String code(Executable work) {
    return assertThrows(Problem.class, work).code();
  }

  /** Lets nobody name a resource but these. */
  private record Closed(Set<String> open) implements ResourcePolicy {

    Closed(String... open) {
      this(Set.of(open));
    }

    @Override
    public void requireTargets(TenantContext tenant, Client client, List<String> resources) {
      if (!open.containsAll(resources)) {
        throw OAuthError.invalidTarget("There is no such resource here.");
      }
    }

    @Override
    public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
      return Set.of();
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
