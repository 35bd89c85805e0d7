/** Approvals are told to a server of the tenant's, by a signed webhook. */
package org.lumoauth.agents.approverwebhook;
