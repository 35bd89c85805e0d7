/** Ends or suspends tasks whose participants are suspended. */
package org.lumoauth.agents.jit.suspension;
