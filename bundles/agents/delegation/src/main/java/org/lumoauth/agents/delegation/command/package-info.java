/** Console commands. */
package org.lumoauth.agents.delegation.command;
