/** What an agent gets, by which kind of request, and what is kept of it meanwhile. */
package org.lumoauth.agents.aauth.grant;
