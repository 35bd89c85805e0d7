/** Notifies and reminds approvers, and expires requests without an answer. */
package org.lumoauth.agents.approvals.notify;
