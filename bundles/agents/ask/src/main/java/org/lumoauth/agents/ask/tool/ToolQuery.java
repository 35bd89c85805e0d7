/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask.tool;

import java.util.Optional;

/**
 * A tool in a request.
 *
 * @param name the name, as sent
 * @param mappedBy the source of the action: {@code setting}, {@code name}, or {@code server} for a
 *     tool of a registered server
 * @param serverId the server that provides the tool, according to the request
 */
public record ToolQuery(String name, String mappedBy, Optional<String> serverId) {

  public static final String BY_SERVER = "server";
}
