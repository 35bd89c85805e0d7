package org.lumoauth.api.outbound;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends HTTP requests to addresses that somebody else named. Refuses special-use addresses (RFC
 * 6890) of every name that it resolves, connects to the address that it checked (no rebinding),
 * follows no redirects, and limits time and size.
 */
@ProviderType
public interface OutboundHttpClient {

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws OutboundException if it may not be sent, or no answer came that is within the limits
   */
  OutboundResponse send(OutboundRequest request) throws OutboundException;

  /**
   * Refuses an address that may not be asked whatever its name resolves to, for whoever keeps it to
   * ask later and can tell now. Asks nobody: what passes may still be refused when it is asked.
   *
   * @throws OutboundException if the address is of special use as it is written, or goes in clear
   *     to what the operator did not allow
   */
  default void requireAllowedUrl(URI uri) throws OutboundException {}
}
