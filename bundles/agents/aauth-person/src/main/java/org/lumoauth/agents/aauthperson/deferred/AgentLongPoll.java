/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.Instant;
import javax.servlet.AsyncContext;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.platform.web.HttpExchange;

/**
 * A poll that is held until the person has answered.
 *
 * @param pause suspends the request in the container, without a thread
 * @param asked the deferred request
 * @param until the latest time of the response
 */
record AgentLongPoll(
    HttpExchange exchange,
    AsyncContext pause,
    AgentCaller agent,
    DeferredRequest asked,
    Instant until) {

  boolean sameTenant(HttpExchange other) {
    return exchange.tenant().id().equals(other.tenant().id());
  }

  boolean sameCase(HttpExchange other, DeferredRequest what) {
    return sameTenant(other) && asked.id().equals(what.id());
  }

  @Override
  public boolean equals(Object other) {
    return this == other; // two polls of the same request are different
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
