/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.AgentNameValidator;
import org.lumoauth.agents.registry.CapabilitySyntaxValidator;
import org.lumoauth.agents.registry.IpRangeValidator;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.web.ApiException;

/**
 * The body with which an administrator creates or changes a blueprint; absent members do not
 * change.
 */
public record BlueprintRequestBody(
    String name,
    String description,
    List<String> capabilities,
    List<String> allowedIps,
    Boolean isActive) {

  AgentBlueprint create(String id) {
    var now = StoredAgent.now();
    return new AgentBlueprint(
        id,
        AgentNameValidator.checkedName(name),
        AgentNameValidator.checkedDescription(Optional.ofNullable(description)),
        capabilities == null
            ? Set.of()
            : CapabilitySyntaxValidator.checked("capabilities", capabilities),
        allowedIps == null ? List.of() : IpRangeValidator.checked(allowedIps),
        isActive == null || isActive,
        now,
        now);
  }

  AgentBlueprint change(AgentBlueprint was) {
    return new AgentBlueprint(
        was.id(),
        name == null ? was.name() : AgentNameValidator.checkedName(name),
        description == null
            ? was.description()
            : AgentNameValidator.checkedDescription(Optional.of(description)),
        capabilities == null
            ? was.capabilities()
            : CapabilitySyntaxValidator.checked("capabilities", capabilities),
        allowedIps == null ? was.allowedIps() : IpRangeValidator.checked(allowedIps),
        isActive == null ? was.enabled() : isActive,
        was.createdAt(),
        StoredAgent.now());
  }

  List<String> capabilitiesOrNone() {
    return capabilities == null ? List.of() : capabilities;
  }

  static BlueprintRequestBody required(BlueprintRequestBody form) {
    if (form == null) {
      throw ApiException.invalidRequest("Send the blueprint as a JSON object.");
    }
    return form;
  }
}
