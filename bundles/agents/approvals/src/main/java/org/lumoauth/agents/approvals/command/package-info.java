/** Console commands. */
package org.lumoauth.agents.approvals.command;
