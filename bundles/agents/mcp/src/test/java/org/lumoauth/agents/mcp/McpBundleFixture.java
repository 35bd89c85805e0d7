/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.policy.McpResourcePolicy;
import org.lumoauth.agents.mcp.policy.McpSettings;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.agents.mcp.server.McpServerRegistry;
import org.lumoauth.agents.mcp.server.McpServerRequestBodyParser;
import org.lumoauth.agents.mcp.server.McpServerStore;
import org.lumoauth.agents.mcp.tool.McpToolCache;
import org.lumoauth.agents.mcp.tool.McpToolListParser;
import org.lumoauth.agents.mcp.tool.McpToolRegistry;
import org.lumoauth.agents.mcp.tool.McpToolStore;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** The bundle on a database, with fakes for other modules. */
public final class McpBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final AuditInitiator ADMIN = AuditInitiator.server("test");
  public static final String FILES = "https://files.example/mcp";

  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeIdGenerator identifiers = new FakeIdGenerator();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeSettingsStore settings = new FakeSettingsStore().with("mcp", new McpSettings());
  public final McpServerStore store;
  public final McpServerCache memory;
  public final McpToolStore toolStore;
  public final McpToolCache toolMemory;
  public final McpToolRegistry tools;
  public final McpServerRegistry servers;
  public final McpResourcePolicy policy;

  public McpBundleFixture(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(McpServerStore.class));
    store = new McpServerStore(unit);
    memory = new McpServerCache(store);
    toolStore = new McpToolStore(unit);
    toolMemory = new McpToolCache(toolStore);
    tools = new McpToolRegistry(toolStore, toolMemory, events, log);
    servers = new McpServerRegistry(store, memory, toolStore, events, log, identifiers);
    policy = new McpResourcePolicy(memory, settings);
    events.addListener(memory);
    events.addListener(toolMemory);
  }

  /** A body with these members beside the ones that must be there. */
  public static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Files");
    body.put("resource_uri", FILES);
    body.put("scopes_supported", List.of("files:read", "files:write"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }

  /** A registered server. */
  public McpServer server(Object... namesAndValues) {
    return servers.create(ACME, McpServerRequestBodyParser.read(body(namesAndValues)), ADMIN);
  }

  /** Imports tools of these names. */
  public void tools(McpServer server, String... names) {
    List<Map<String, Object>> all =
        List.of(names).stream().map(name -> Map.<String, Object>of("name", name)).toList();
    tools.replace(ACME, server.id(), McpToolListParser.read(Map.of("tools", all)), ADMIN);
  }
}
