/** Console commands of the delegation module. */
package org.lumoauth.agents.delegation.command;
