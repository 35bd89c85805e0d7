/** Issues and exchanges the tokens of a task. */
package org.lumoauth.agents.jit.token;
