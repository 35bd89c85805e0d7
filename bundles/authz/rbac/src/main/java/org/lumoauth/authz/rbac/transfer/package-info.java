/** Permissions and roles in exports of a tenant. */
package org.lumoauth.authz.rbac.transfer;
