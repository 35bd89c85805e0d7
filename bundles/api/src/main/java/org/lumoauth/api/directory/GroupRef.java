package org.lumoauth.api.directory;

/**
 * A group in short.
 *
 * @param id {@code grp_} and a ULID
 * @param name what people call it
 * @param slug its name in paths
 */
public record GroupRef(String id, String name, String slug) {}
