/** The administration of roles and permissions: rules, audit records, and the API over them. */
package org.lumoauth.authz.rbac.admin;
