/** The three token types and the checks of their validity. */
package org.lumoauth.agents.aauth.token;
