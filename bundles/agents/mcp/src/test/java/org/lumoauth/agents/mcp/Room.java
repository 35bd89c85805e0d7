package org.lumoauth.agents.mcp;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.policy.McpResourcePolicy;
import org.lumoauth.agents.mcp.policy.McpSettings;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpTenantData;
import org.lumoauth.agents.mcp.server.ServerForm;
import org.lumoauth.agents.mcp.server.ServerMemory;
import org.lumoauth.agents.mcp.server.ServerRegistry;
import org.lumoauth.agents.mcp.server.ServerStore;
import org.lumoauth.agents.mcp.tool.ToolForm;
import org.lumoauth.agents.mcp.tool.ToolMemory;
import org.lumoauth.agents.mcp.tool.ToolRegistry;
import org.lumoauth.agents.mcp.tool.ToolStore;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** The bundle on a database, between fakes. */
public final class Room {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Initiator ADMIN = Initiator.server("test");
  public static final String FILES = "https://files.example/mcp";

  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeIdentifiers identifiers = new FakeIdentifiers();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeSettingsStore settings = new FakeSettingsStore().with("mcp", new McpSettings());
  public final ServerStore store;
  public final ServerMemory memory;
  public final ToolStore toolStore;
  public final ToolMemory toolMemory;
  public final ToolRegistry tools;
  public final ServerRegistry servers;
  public final McpResourcePolicy policy;
  public final McpTenantData data;

  public Room(TestDatabase database) {
    var unit = new McpUnit(database.open(McpUnit.DEFINITION));
    store = new ServerStore(unit);
    memory = new ServerMemory(store);
    toolStore = new ToolStore(unit);
    toolMemory = new ToolMemory(toolStore);
    tools = new ToolRegistry(toolStore, toolMemory, events, log);
    servers = new ServerRegistry(store, memory, toolStore, events, log, identifiers);
    policy = new McpResourcePolicy(memory, settings);
    data = new McpTenantData(store, memory, toolStore);
    events.tell(memory);
    events.tell(toolMemory);
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
    return servers.create(ACME, ServerForm.read(body(namesAndValues)), ADMIN);
  }

  /** Imports tools of these names. */
  public void tools(McpServer server, String... names) {
    List<Map<String, Object>> all =
        List.of(names).stream().map(name -> Map.<String, Object>of("name", name)).toList();
    tools.replace(ACME, server.id(), ToolForm.read(Map.of("tools", all)), ADMIN);
  }
}
