/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

/**
 * The request body for a permission; null keeps the current value or selects the default.
 *
 * @param slug {@code resource.action}
 * @param name the display name; the slug by default
 * @param description the description
 */
public record PermissionRequestBody(String slug, String name, String description) {}
