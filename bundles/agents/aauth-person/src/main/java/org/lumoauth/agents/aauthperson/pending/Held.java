package org.lumoauth.agents.aauthperson.pending;

import java.time.Instant;
import javax.servlet.AsyncContext;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.platform.web.Exchange;

/**
 * An answer that is held until the person has answered.
 *
 * @param pause has the container wait, without a thread
 * @param asked what they are asked
 * @param until when it is given at the latest
 */
record Held(
    Exchange exchange, AsyncContext pause, AgentCaller agent, PendingCase asked, Instant until) {

  boolean sameTenant(Exchange other) {
    return exchange.tenant().id().equals(other.tenant().id());
  }

  boolean sameCase(Exchange other, PendingCase what) {
    return sameTenant(other) && asked.id().equals(what.id());
  }

  @Override
  public boolean equals(Object other) {
    return this == other; // two polls of the same are two
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
