package org.lumoauth.agents.mcp.access;

/** An invalid mapping, or an invalid value for it: the call is refused. */
final class ToolMappingException extends Exception {
  private static final long serialVersionUID = 1L;

  ToolMappingException(String message) {
    super(message);
  }
}
