/** Roles and permissions assigned to users and groups. */
package org.lumoauth.platform.directory.role;
