package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import javax.servlet.ServletException;
import org.lumoauth.platform.web.routing.RouteTarget;

/** A target that answers exchanges. */
public interface ExchangeTarget extends RouteTarget {

  /** Answers; called again when the request is dispatched again after an asynchronous pause. */
  void serve(ServletHttpExchange exchange) throws IOException, ServletException;

  /** Whether error bodies are {@link org.lumoauth.platform.web.OAuthErrorBody}s. */
  default boolean hasOAuthErrors() {
    return false;
  }
}
