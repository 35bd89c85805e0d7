/** The request types of the agent token endpoint, and their stored state. */
package org.lumoauth.agents.aauth.grant;
