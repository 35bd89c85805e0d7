package org.lumoauth.agents.mcp.access;

/** A mapping, or a value that it needs, is not as it has to be: the call is refused. */
final class ToolMappingException extends Exception {
  private static final long serialVersionUID = 1L;

  ToolMappingException(String message) {
    super(message);
  }
}
