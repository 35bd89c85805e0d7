/**
 * The Ask API: an agent requests a decision on an action and gets an answer that it can act on.
 * Each answer is in the audit log before the agent receives it.
 */
package org.lumoauth.agents.ask;
