/** Console commands of the just-in-time permissions. */
package org.lumoauth.agents.jit.command;
