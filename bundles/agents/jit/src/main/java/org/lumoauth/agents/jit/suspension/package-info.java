/** Ends or suspends tasks of suspended participants. */
package org.lumoauth.agents.jit.suspension;
