/** JPA entities of the role tables, used only by the store. */
package org.lumoauth.authz.rbac.entity;
