/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;
import static org.lumoauth.agents.mcp.McpBundleFixture.FILES;
import static org.lumoauth.agents.mcp.McpBundleFixture.GLOBEX;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpScopeDescriptionProviderTest {

  private static final String MAIL = "https://mail.example/mcp";

  @DatabaseTest
  void saysWhatAScopeOfTheServerStandsForThatIsAskedFor(TestDatabase database) {
    var room = room(database);
    var words = new McpScopeDescriptionProvider(room.memory);

    assertEquals(Optional.of("Read files"), words.describe(ACME, "read", List.of(FILES)));
    assertEquals(Optional.of("Read mail"), words.describe(ACME, "read", List.of(MAIL)));
    assertEquals(Optional.empty(), words.describe(ACME, "write", List.of(FILES)));
    assertEquals(Optional.empty(), words.describe(ACME, "read", List.of("https://else.example")));
    assertEquals(Optional.empty(), words.describe(GLOBEX, "read", List.of(FILES)));
  }

  /** Whoever registers a server would else name what other clients ask for. */
  @DatabaseTest
  void saysNothingOfWhatIsNotAskedForAtTheServerAlone(TestDatabase database) {
    var words = new McpScopeDescriptionProvider(room(database).memory);

    assertEquals(Optional.empty(), words.describe(ACME, "send"));
    assertEquals(Optional.empty(), words.describe(ACME, "send", List.of()));
    assertEquals(
        Optional.empty(), words.describe(ACME, "send", List.of(MAIL, "https://else.example")));
  }

  @DatabaseTest
  void saysNothingThatIsNotTrueOfEveryServerThatMayBeMeant(TestDatabase database) {
    var words = new McpScopeDescriptionProvider(room(database).memory);

    assertEquals(Optional.empty(), words.describe(ACME, "read"));
    assertEquals(Optional.empty(), words.describe(ACME, "read", List.of(FILES, MAIL)));
    assertEquals(Optional.of("Send"), words.describe(ACME, "send", List.of(FILES, MAIL)));
  }

  private static McpBundleFixture room(TestDatabase database) {
    var room = new McpBundleFixture(database);
    room.server(
        "scopes_supported", List.of("read", "write"),
        "scope_descriptions", Map.of("read", "Read files"));
    room.server(
        "resource_uri", MAIL,
        "scopes_supported", List.of("read", "send"),
        "scope_descriptions", Map.of("read", "Read mail", "send", "Send"));
    return room;
  }
}
