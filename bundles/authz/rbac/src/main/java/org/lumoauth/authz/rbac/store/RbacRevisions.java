/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

/**
 * The revisions of a tenant's data.
 *
 * @param roles the number of changes of roles, their permissions and parents
 * @param assignments the number of changes of assignments
 */
public record RbacRevisions(long roles, long assignments) {}
