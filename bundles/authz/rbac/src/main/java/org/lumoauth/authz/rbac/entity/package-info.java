/** Rows of the tables of roles. Read and written by the store alone. */
package org.lumoauth.authz.rbac.entity;
