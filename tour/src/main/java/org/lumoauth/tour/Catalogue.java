package org.lumoauth.tour;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * The tools of real MCP servers. Names are the servers' own; descriptions are ours.
 *
 * @param servers where the tools are from
 */
record Catalogue(List<Server> servers) {

  /**
   * @param server the first part of its permissions' slugs
   * @param origin the package and its version
   * @param tools what it offers
   */
  record Server(String server, String origin, List<Tool> tools) {}

  /**
   * @param name as the server has it
   * @param description what it does
   * @param access {@code read} or {@code write}
   */
  record Tool(String name, String description, String access) {}

  /**
   * A tool as something that can be permitted.
   *
   * @param slug {@code <server>.<tool>}
   * @param description what it does, and where it is from
   * @param readsOnly whether it changes nothing
   */
  record Permission(String slug, String description, boolean readsOnly) {}

  static Catalogue read() {
    try (var in = Catalogue.class.getResourceAsStream("catalogue.json")) {
      return new Catalogue(new ObjectMapper().readValue(in, new TypeReference<List<Server>>() {}));
    } catch (IOException e) {
      throw new TourFailure("The catalogue can't be read: " + e.getMessage());
    }
  }

  List<Permission> permissions() {
    return servers.stream()
        .flatMap(
            server ->
                server.tools().stream()
                    .map(
                        tool ->
                            new Permission(
                                server.server() + "." + tool.name(),
                                tool.description() + " (" + server.origin() + ")",
                                tool.access().equals("read"))))
        .toList();
  }
}
