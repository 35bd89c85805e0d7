/** Roles, permissions and who holds them, as an authorization model. */
package org.lumoauth.authz.rbac;
