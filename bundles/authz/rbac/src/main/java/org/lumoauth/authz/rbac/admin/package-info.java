/** Administration of roles and permissions: validation, audit records and REST resources. */
package org.lumoauth.authz.rbac.admin;
