/** Notifies a server of the tenant about approvals with a signed webhook. */
package org.lumoauth.agents.approverwebhook;
