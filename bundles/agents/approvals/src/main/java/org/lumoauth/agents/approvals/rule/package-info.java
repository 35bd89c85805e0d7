/** Who may approve what: rules of tenants, and people who stand in for others. */
package org.lumoauth.agents.approvals.rule;
