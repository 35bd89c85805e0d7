/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.mcp.McpBundleFixture.ACME;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerRequestBodyParser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;

class McpServerListViewTest {

  private static final McpServer MAIL = server(1, "Mail", "oauth");
  private static final McpServer BOOKS = server(2, "books", "none");

  @Test
  void sortsByName() {
    assertEquals(List.of(BOOKS, MAIL), sorted("name", false));
    assertEquals(List.of(MAIL, BOOKS), sorted("name", true));
    assertEquals(List.of(BOOKS, MAIL), sorted("id", true));
    assertThrows(ApiException.class, () -> sorted("secret", false));
  }

  @Test
  void omitsMetadataUrlIfServerHasNone() {
    assertNull(McpServerViewFactory.discovery(ACME, BOOKS).get("discovery"));
    assertNotNull(McpServerViewFactory.discovery(ACME, MAIL).get("discovery"));
  }

  private static List<McpServer> sorted(String by, boolean descending) {
    var page = new PageRequest(1, 10, Optional.empty(), Optional.of(by), descending);
    return AdminMcpServersResource.page(List.of(MAIL, BOOKS), page).items();
  }

  private static McpServer server(long number, String name, String mode) {
    Map<String, Object> form = new HashMap<>();
    form.put("name", name);
    form.put("resource_uri", "https://" + name.toLowerCase(Locale.ROOT) + ".example/mcp");
    form.put("auth_mode", mode);
    return new McpServer(
        number,
        "mcp_" + number,
        McpServerRequestBodyParser.read(form),
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }
}
