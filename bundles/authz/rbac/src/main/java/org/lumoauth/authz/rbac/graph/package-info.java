/**
 * Roles as decisions read them: compiled in memory, one graph for each tenant, and what each
 * subject holds. What is read here is as new as the last change on this node; a change on another
 * node is seen within a configured time.
 */
package org.lumoauth.authz.rbac.graph;
