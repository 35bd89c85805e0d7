/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.List;
import org.lumoauth.agents.mcp.tool.McpTool;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses tools with a mapping that can never succeed. */
@Component(service = ToolAuthorizationMappingValidator.class)
public final class ToolAuthorizationMappingValidator {

  private final ToolMappingExpressionEvaluator values;

  @Activate
  public ToolAuthorizationMappingValidator(@Reference ToolMappingExpressionEvaluator values) {
    this.values = values;
  }

  /**
   * Validates the mappings of tools.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public void check(List<McpTool> tools) {
    for (McpTool tool : tools) {
      if (tool.mapping().isPresent()) {
        try {
          ToolAuthorizationMapping.read(tool.mapping().get(), values);
        } catch (ToolAuthorizationMappingException e) {
          throw ApiException.invalid(
              "tools",
              "The mapping of the tool `" + tool.name() + "` is invalid: " + e.getMessage() + ".");
        }
      }
    }
  }
}
