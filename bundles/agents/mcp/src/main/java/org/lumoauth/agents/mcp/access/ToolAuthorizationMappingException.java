/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

/** An invalid mapping, or an invalid value for it: the call is refused. */
final class ToolAuthorizationMappingException extends Exception {
  private static final long serialVersionUID = 1L;

  ToolAuthorizationMappingException(String message) {
    super(message);
  }
}
