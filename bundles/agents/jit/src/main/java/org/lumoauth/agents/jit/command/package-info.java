/** Console commands. */
package org.lumoauth.agents.jit.command;
