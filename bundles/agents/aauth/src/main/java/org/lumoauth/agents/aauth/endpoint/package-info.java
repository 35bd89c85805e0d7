/** The protocol's endpoints. */
package org.lumoauth.agents.aauth.endpoint;
