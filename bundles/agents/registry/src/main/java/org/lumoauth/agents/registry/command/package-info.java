/** Console commands of the agent registry. */
package org.lumoauth.agents.registry.command;
