/** The security events for receivers. */
package org.lumoauth.agents.ssf.event;
