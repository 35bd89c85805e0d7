/** Console commands of the registry. */
package org.lumoauth.agents.registry.command;
