/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.agents.mcp.discovery.McpTokenVerifier;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class ToolAuthorizationEndpointTest {

  private static final String UNKNOWN = "mcp_ffffffffffffffffffffffff";

  @DatabaseTest
  void recordsACallToAServerThatThereIsNot(TestDatabase database) {
    var room = new McpBundleFixture(database);
    var exchange =
        FakeHttpExchange.json(
                ACME,
                "/agents/me/mcp/authorize",
                new ToolAuthorizationEndpoint.ToolAuthorizationRequest(UNKNOWN, "read_file", null))
            .withCaller(aCaller().as(anAgentRef()).withScope("mcp.call").build());

    var refusal = assertThrows(ApiException.class, () -> endpoint(room).handle(exchange));

    assertEquals(403, refusal.status());
    var entry = room.log.last(ACME.id());
    assertEquals("mcp.tool_call", entry.event().action());
    assertEquals(UNKNOWN + "/read_file", entry.event().target().orElseThrow().id());
    assertEquals("mcp_server_unknown", entry.event().details().get("reasonCode"));
    assertEquals(entry.id(), refusal.details().get("audit_id"));
  }

  private static ToolAuthorizationEndpoint endpoint(McpBundleFixture room) {
    var relations = new FakeMcpRelationServices();
    var tokens = new FakeTokenService();
    return new ToolAuthorizationEndpoint(
        room.memory,
        new ToolAccessEvaluator(
            room.toolMemory,
            relations.stores(),
            relations.queries(),
            new FakeAuthorizationService(),
            new ToolMappingExpressionEvaluator((source, parameters, result) -> null)),
        new McpTokenVerifier(tokens, new FakeProviderRegistry()),
        tokens,
        room.log);
  }
}
