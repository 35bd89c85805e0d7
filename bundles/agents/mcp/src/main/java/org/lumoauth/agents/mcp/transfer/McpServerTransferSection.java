/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.transfer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.mcp.access.ToolAuthorizationMappingValidator;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerRegistry;
import org.lumoauth.agents.mcp.server.McpServerRequestBodyParser;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.agents.mcp.tool.McpToolListParser;
import org.lumoauth.agents.mcp.tool.McpToolRegistry;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports MCP servers with their tools. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=mcp-servers"})
public final class McpServerTransferSection implements TenantTransferSection {

  private static final String KEY = "resource_uri";
  private static final String TOOLS = "tools";

  private final McpServerRegistry servers;
  private final McpToolRegistry tools;
  private final ToolAuthorizationMappingValidator mappings;

  @Activate
  public McpServerTransferSection(
      @Reference McpServerRegistry servers,
      @Reference McpToolRegistry tools,
      @Reference ToolAuthorizationMappingValidator mappings) {
    this.servers = servers;
    this.tools = tools;
    this.mappings = mappings;
  }

  @Override
  public int order() {
    return 58;
  }

  @Override
  public String area() {
    return "agents";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of("scope_descriptions");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    return servers.list(tenant).stream()
        .sorted(Comparator.comparing(server -> server.spec().resourceUri()))
        .map(server -> item(tenant, server))
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    McpServerRequestBodyParser.read(withoutTools(item));
    mappings.check(imported(item));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    List<McpTool> wanted = imported(item);
    mappings.check(wanted);
    Map<String, Object> body = withoutTools(item);
    McpServer server =
        exists
            ? servers.change(tenant, idOf(tenant, body), body, by)
            : servers.create(tenant, McpServerRequestBodyParser.read(body), by);
    tools.replace(tenant, server.id(), wanted, by);
    return Map.of();
  }

  private Map<String, Object> item(TenantContext tenant, McpServer server) {
    Map<String, Object> item = new LinkedHashMap<>(McpServerRequestBodyParser.of(server.spec()));
    item.put(TOOLS, tools.list(tenant, server.id()).stream().map(McpTool::body).toList());
    return item;
  }

  private String idOf(TenantContext tenant, Map<String, Object> body) {
    return servers.list(tenant).stream()
        .filter(server -> server.spec().resourceUri().equals(body.get(KEY)))
        .map(McpServer::id)
        .findFirst()
        .orElse("");
  }

  private static Map<String, Object> withoutTools(Map<String, Object> item) {
    Map<String, Object> body = new LinkedHashMap<>(item);
    body.keySet().removeAll(Set.of(TOOLS));
    return body;
  }

  private static List<McpTool> imported(Map<String, Object> item) {
    return item.containsKey(TOOLS) ? McpToolListParser.read(item) : List.of();
  }
}
