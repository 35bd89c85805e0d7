/**
 * The registry of agents. An agent and the OAuth client by which it authenticates are one row, so
 * neither is ever there without the other. What the gate, the token endpoint and the capability
 * model ask on every request is answered from memory; a change is seen by the next call on this
 * node and, through events, on the others.
 */
package org.lumoauth.agents.registry;
