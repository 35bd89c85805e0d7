/**
 * The Ask API: an agent asks whether it may do something and gets an answer that it can act on. The
 * answer is in the audit log before the agent has it.
 */
package org.lumoauth.agents.ask;
