package org.lumoauth.authz.rbac.admin;

import java.util.List;

/**
 * A role as an administrator sends it; what is null stays as it is or takes its default.
 *
 * @param name what people call it
 * @param slug its name in paths; made of the name where there is none
 * @param description what it is for
 * @param permissions slugs or numbers of permissions
 * @param parents ids or slugs of roles whose permissions it has too
 */
public record RoleRequestBody(
    String name, String slug, String description, List<String> permissions, List<String> parents) {}
