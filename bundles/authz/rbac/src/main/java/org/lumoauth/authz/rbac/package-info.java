/**
 * Roles: their permissions, their inheritance and their assignments. Contains the authorization
 * model {@code rbac} and the administration of roles and permissions. Exports no packages.
 */
package org.lumoauth.authz.rbac;
