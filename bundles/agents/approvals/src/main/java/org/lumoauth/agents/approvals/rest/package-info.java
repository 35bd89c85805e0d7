/** REST resources for approver rules and delegates. */
package org.lumoauth.agents.approvals.rest;
