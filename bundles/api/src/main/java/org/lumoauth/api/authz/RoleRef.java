package org.lumoauth.api.authz;

/**
 * A role in short.
 *
 * @param id {@code rol_} and a ULID
 * @param name what people call it
 * @param slug its name in paths
 */
public record RoleRef(String id, String name, String slug) {}
