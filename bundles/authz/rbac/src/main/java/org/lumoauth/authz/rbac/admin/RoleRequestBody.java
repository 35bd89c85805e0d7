/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.List;

/**
 * The request body for a role; null keeps the current value or selects the default.
 *
 * @param name the display name
 * @param slug the name in paths; derived from the name by default
 * @param description the description
 * @param permissions slugs or numbers of permissions
 * @param parents ids or slugs of roles to inherit permissions from
 */
public record RoleRequestBody(
    String name, String slug, String description, List<String> permissions, List<String> parents) {}
