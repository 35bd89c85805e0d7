/**
 * Roles: what they give, how they inherit from one another, and who holds them. Brings the
 * authorization model {@code rbac} and the administration of roles and permissions. Exports
 * nothing.
 */
package org.lumoauth.authz.rbac;
