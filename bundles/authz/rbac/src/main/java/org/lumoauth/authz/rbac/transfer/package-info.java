/** Permissions and roles as parts of the document of a tenant. */
package org.lumoauth.authz.rbac.transfer;
