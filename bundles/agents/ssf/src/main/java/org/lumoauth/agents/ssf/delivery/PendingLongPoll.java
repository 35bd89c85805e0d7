/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.io.IOException;
import java.util.Map;
import javax.servlet.AsyncContext;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A poll that is answered asynchronously. */
final class PendingLongPoll {

  private static final Logger LOG = LoggerFactory.getLogger(PendingLongPoll.class);
  private static final long NEVER_BY_THE_CONTAINER = 60_000;

  private final HttpExchange exchange;
  private final TenantContext tenant;
  private final String streamId;
  private final int most;
  private final long since = System.nanoTime();
  private AsyncContext pause;

  PendingLongPoll(HttpExchange exchange, String streamId, int most) {
    this.exchange = exchange;
    this.tenant = exchange.tenant();
    this.streamId = streamId;
    this.most = most;
  }

  void begin() {
    pause = exchange.request().startAsync();
    pause.setTimeout(NEVER_BY_THE_CONTAINER);
  }

  TenantContext tenant() {
    return tenant;
  }

  String streamId() {
    return streamId;
  }

  int most() {
    return most;
  }

  long since() {
    return since;
  }

  boolean sameStream(PendingLongPoll other) {
    return tenant.id().equals(other.tenant.id()) && streamId.equals(other.streamId);
  }

  void answer(Map<String, Object> body) {
    try {
      exchange.writeJson(200, body);
      pause.complete();
    } catch (IOException
        | RuntimeException e) { // the receiver closed the connection and will poll again
      LOG.debug("ssf.poll-left: stream={}", streamId, e);
    }
  }

  void fail(RuntimeException why) {
    exchange.fail(why);
    pause.complete();
  }
}
