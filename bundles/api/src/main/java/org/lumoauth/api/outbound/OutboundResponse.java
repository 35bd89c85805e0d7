/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.outbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response with any status.
 *
 * @param status the HTTP status; redirects are not followed
 * @param headers values by name in lower case
 * @param body the complete body
 */
public record OutboundResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** Returns the first value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }
}
