/**
 * Access requests for denied access: the AuthZEN Access Request and Approval profile (draft 1),
 * based on the approvals of this server.
 */
package org.lumoauth.agents.accessrequests;
