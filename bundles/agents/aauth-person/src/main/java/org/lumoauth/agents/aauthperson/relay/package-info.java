/** Relays agents' questions, or pages of other servers, to people. */
package org.lumoauth.agents.aauthperson.relay;
