/** The three kinds of tokens, and what may be made of them. */
package org.lumoauth.agents.aauth.token;
