package org.lumoauth.agents.ask;

import java.util.Optional;

/**
 * A tool that an agent asks about.
 *
 * @param name as it was sent
 * @param mappedBy what its action was taken from: {@code setting}, {@code name}, or {@code server}
 *     for a tool of a registered server
 * @param serverId the server that it is said to be on
 */
record ToolQuery(String name, String mappedBy, Optional<String> serverId) {

  static final String BY_SERVER = "server";
}
