/** The endpoints of the protocol. */
package org.lumoauth.agents.aauth.endpoint;
