/** The administration of attributes and policies: rules, audit records, and trying policies out. */
package org.lumoauth.authz.abac.admin;
