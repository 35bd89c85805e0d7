/** From what was recorded to what waits for each stream. */
package org.lumoauth.agents.ssf.outbox;
