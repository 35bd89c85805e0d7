package org.lumoauth.agents.mcp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.mcp.Room.ACME;
import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import org.lumoauth.agents.mcp.Room;
import org.lumoauth.agents.mcp.discovery.PresentedToken;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTokenService;

class AuthorizeEndpointTest {

  private static final String UNKNOWN = "mcp_ffffffffffffffffffffffff";

  @DatabaseTest
  void recordsACallToAServerThatThereIsNot(TestDatabase database) {
    var room = new Room(database);
    var exchange =
        FakeExchange.json(
                ACME,
                "/agents/me/mcp/authorize",
                new AuthorizeEndpoint.Form(UNKNOWN, "read_file", null))
            .by(aCaller().as(anAgentRef()).withScope("mcp.call").build());

    var refusal = assertThrows(Problem.class, () -> endpoint(room).handle(exchange));

    assertEquals(403, refusal.status());
    var entry = room.log.last(ACME.id());
    assertEquals("mcp.tool_call", entry.event().action());
    assertEquals(UNKNOWN + "/read_file", entry.event().target().orElseThrow().id());
    assertEquals("mcp_server_unknown", entry.event().details().get("reasonCode"));
    assertEquals(entry.id(), refusal.details().get("audit_id"));
  }

  private static AuthorizeEndpoint endpoint(Room room) {
    var relations = new FakeRelations();
    var tokens = new FakeTokenService();
    return new AuthorizeEndpoint(
        room.memory,
        new ToolAccess(
            room.toolMemory,
            new ToolRelations(relations.stores(), relations.queries()),
            new FakeAuthorizationService(),
            new Values((source, parameters, result) -> null)),
        new TokenClaims(new PresentedToken(tokens, new FakeProviderRegistry()), tokens),
        new AccessAudit(room.log));
  }
}
