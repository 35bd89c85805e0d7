package org.lumoauth.agents.mcp.access;

import java.util.List;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses tools whose mapping could only ever fail. */
@Component(service = Mappings.class)
public final class Mappings {

  private final Values values;

  @Activate
  public Mappings(@Reference Values values) {
    this.values = values;
  }

  /**
   * Checks what tools declare.
   *
   * @throws Problem 422 {@code validation_error}
   */
  public void check(List<McpTool> tools) {
    for (McpTool tool : tools) {
      if (tool.mapping().isPresent()) {
        try {
          Mapping.read(tool.mapping().get(), values);
        } catch (MappingException e) {
          throw Problem.invalid(
              "tools", "The mapping of " + tool.name() + " is unusable: " + e.getMessage() + ".");
        }
      }
    }
  }
}
