package org.lumoauth.authz.rbac.admin;

/**
 * A permission as an administrator sends it; what is null stays as it is or takes its default.
 *
 * @param slug {@code resource.action}
 * @param name what people call it; the slug where there is none
 * @param description what it allows
 */
public record PermissionRequestBody(String slug, String name, String description) {}
