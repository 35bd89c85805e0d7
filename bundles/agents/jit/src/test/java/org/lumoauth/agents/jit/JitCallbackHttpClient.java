/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.net.URI;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;

/** Sends no request, and refuses the one private address that tests use. */
final class JitCallbackHttpClient implements OutboundHttpClient {

  @Override
  public OutboundResponse send(OutboundRequest request) {
    throw new AssertionError("not asked for");
  }

  @Override
  public void requireAllowedUrl(URI uri) throws OutboundException {
    if ("10.0.0.1".equals(uri.getHost())) {
      throw new OutboundException("inside", true);
    }
  }
}
