/** Moves relevant audit records to the queue of each stream. */
@NullMarked
package org.lumoauth.agents.ssf.outbox;

import org.jspecify.annotations.NullMarked;
