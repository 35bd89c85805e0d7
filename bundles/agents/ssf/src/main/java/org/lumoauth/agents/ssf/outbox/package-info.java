/** Moves relevant audit records to the queue of each stream. */
package org.lumoauth.agents.ssf.outbox;
