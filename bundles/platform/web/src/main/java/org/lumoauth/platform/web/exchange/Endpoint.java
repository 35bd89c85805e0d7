package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import javax.servlet.ServletException;
import org.lumoauth.platform.web.routing.Target;

/** A target that answers exchanges. */
public interface Endpoint extends Target {

  /** Answers; called again when the request is dispatched again after an asynchronous pause. */
  void serve(DoorExchange exchange) throws IOException, ServletException;

  /** Whether error bodies are {@link org.lumoauth.platform.web.OAuthErrorBody}s. */
  default boolean hasOAuthErrors() {
    return false;
  }
}
