package org.lumoauth.agents.ask;

/**
 * A tool that an agent asks about.
 *
 * @param name as it was sent
 * @param mappedBy what its action was taken from: {@code setting} or {@code name}
 */
record Tool(String name, String mappedBy) {}
