/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

/**
 * A reference to a group.
 *
 * @param id {@code grp_} and a ULID
 * @param name the display name
 * @param slug the name in paths
 */
public record GroupRef(String id, String name, String slug) {}
