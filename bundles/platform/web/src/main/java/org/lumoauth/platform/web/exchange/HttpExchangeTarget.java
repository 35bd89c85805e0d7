/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import javax.servlet.ServletException;
import org.lumoauth.platform.web.routing.RouteTarget;

/** A target that handles exchanges. */
public interface HttpExchangeTarget extends RouteTarget {

  /**
   * Handles the exchange; called again when the request is dispatched again after it was suspended.
   */
  void serve(ServletHttpExchange exchange) throws IOException, ServletException;

  /** Returns whether error bodies are {@link org.lumoauth.platform.web.oauth.OAuthErrorBody}s. */
  default boolean hasOAuthErrors() {
    return false;
  }
}
