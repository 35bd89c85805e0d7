/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.by;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;

/** The resources for which tokens are made. */
class JitResourceIndicatorValidatorTest {

  private static final String SHOP = "https://shop.example";

  @DatabaseTest
  void asksForNoResourceThatTheAgentMayNotName(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.registry.with(
        ResourcePolicy.class, "mcp", new FakeResourcePolicy("https://other.example"));

    assertEquals("invalid_target", code(() -> bench.ask(bench.task(), at(SHOP))));
    assertEquals("approved", bench.ask(bench.task(), JitBundleFixture.read()).get("status"));
  }

  @DatabaseTest
  void usesNothingUpWhereTheResourceRefusesTheToken(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.registry.with(ResourcePolicy.class, "mcp", new FakeResourcePolicy(SHOP));
    String request = bench.ask(bench.task(), at(SHOP)).get("request_id").toString();
    bench.registry.with(ResourcePolicy.class, "mcp", new FakeResourcePolicy());

    assertEquals("invalid_target", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
    bench.registry.with(ResourcePolicy.class, "mcp", new FakeResourcePolicy(SHOP));
    bench.token(request);
    assertEquals(List.of(SHOP), bench.tokenService.issued().get(0).audience());
  }

  private static Map<String, Object> at(String location) {
    return Map.of(
        "type", "file_access", "actions", List.of("read"), "locations", List.of(location));
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
