/**
 * Approvals: people approve operations that agents may not perform alone. Contains the approvers,
 * the requests and their results.
 */
package org.lumoauth.agents.approvals;
