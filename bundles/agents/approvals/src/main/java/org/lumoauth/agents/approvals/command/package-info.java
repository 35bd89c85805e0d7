/** Console commands of the approvals. */
package org.lumoauth.agents.approvals.command;
