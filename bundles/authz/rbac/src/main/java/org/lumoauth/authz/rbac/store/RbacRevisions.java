package org.lumoauth.authz.rbac.store;

/**
 * How far a tenant's data has come.
 *
 * @param roles counts changes of roles, their permissions and parents
 * @param assignments counts changes of who holds what
 */
public record RbacRevisions(long roles, long assignments) {}
