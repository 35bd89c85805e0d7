/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * The tools of real MCP servers. The names are those of the servers; the descriptions are written
 * for the tour.
 *
 * @param servers the servers with their tools
 */
record Catalogue(List<Server> servers) {

  /**
   * A server of the catalogue.
   *
   * @param server the first part of its permissions' slugs
   * @param origin the package and its version
   * @param tools its tools
   */
  record Server(String server, String origin, List<Tool> tools) {}

  /**
   * A tool of a server.
   *
   * @param name the server's name for it
   * @param description the description
   * @param access {@code read} or {@code write}
   */
  record Tool(String name, String description, String access) {}

  /**
   * The permission for a tool.
   *
   * @param slug {@code <server>.<tool>}
   * @param description the description, with the origin of the tool
   * @param readsOnly whether the tool only reads
   */
  record Permission(String slug, String description, boolean readsOnly) {}

  static Catalogue read() {
    try (var in = Catalogue.class.getResourceAsStream("catalogue.json")) {
      return new Catalogue(new ObjectMapper().readValue(in, new TypeReference<List<Server>>() {}));
    } catch (IOException e) {
      throw new TourFailure("The catalogue cannot be read: " + e.getMessage());
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
