/**
 * Denied access can be asked for: the AuthZEN Access Request and Approval profile (draft 1) on the
 * approvals of this server.
 */
package org.lumoauth.agents.accessrequests;
