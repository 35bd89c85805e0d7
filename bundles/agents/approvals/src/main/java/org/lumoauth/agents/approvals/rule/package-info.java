/** Approver rules of tenants, and approval delegates. */
package org.lumoauth.agents.approvals.rule;
