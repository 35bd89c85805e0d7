/**
 * Roles in memory for decisions: one compiled graph per tenant, and the holdings of each subject.
 * Changes on this node apply immediately; changes on another node apply within a configured time.
 */
package org.lumoauth.authz.rbac.graph;
